"""Writes the two lock files from pyproject.toml, and checks that they still belong to it.

`locks.py write` asks the package index; `locks.py check` reads files only. The lock files name packages and
hashes, never addresses: where packages come from is the business of the machine that installs them.
"""

import hashlib
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = ROOT / "pyproject.toml"
LOCKS = {
    "requirements.lock": ("--group", "build"),
    "requirements-dev.lock": ("--group", "build", "--group", "dev", "--constraint", "requirements.lock"),
}
COMPILE = (
    *("uv", "pip", "compile", "--universal", "--generate-hashes"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"),
)


def declared() -> str:
    """A digest over everything in pyproject.toml that decides which packages are needed."""
    document = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    project = document["project"]
    wanted = [project["requires-python"], project["dependencies"], document["dependency-groups"]]
    return hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()


def first_line() -> str:
    return f"# Made by `make lock` for the requirements {declared()[:16]} of pyproject.toml. Do not edit.\n"


def write(arguments: list[str]) -> None:
    """Resolves for every supported Python and system at once; keeps the pins there are unless `--upgrade`."""
    for name, options in LOCKS.items():
        target = ROOT / name
        command = (*COMPILE, *options, *arguments, "--output-file", name, PROJECT.name)
        subprocess.run(command, cwd=ROOT, check=True)
        target.write_text(first_line() + target.read_text(encoding="utf-8"), encoding="utf-8")


def problems() -> Iterator[str]:
    """What is wrong with the lock files, one sentence each."""
    pins = {name: dict(pinned(ROOT / name)) for name in LOCKS}
    for name in LOCKS:
        text = (ROOT / name).read_text(encoding="utf-8")
        if not text.startswith(first_line()):
            yield f"{name} was made for other requirements than pyproject.toml names; run `make lock`."
        if "://" in text or "--index" in text or "--find-links" in text:
            yield f"{name} contains an address; run `make lock`."
        bare = [pin for pin, hashed in pins[name].items() if not hashed]
        yield from (f"{name}: {pin} has no hash; run `make lock`." for pin in bare)
    for pin in pins["requirements.lock"].keys() - pins["requirements-dev.lock"].keys():
        yield f"{pin} differs between the two lock files; run `make lock`."


def pinned(path: Path) -> Iterator[tuple[str, bool]]:
    """Each pin with whether hashes follow it."""
    lines = path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            yield line.split(" --hash")[0].strip(), "--hash=sha256:" in line


def main(arguments: list[str]) -> int:
    match arguments:
        case ["write", *rest]:
            write(rest)
            return 0
        case ["check"]:
            found = list(problems())
            sys.stderr.writelines(f"{problem}\n" for problem in found)
            return 1 if found else 0
        case _:
            sys.stderr.write("usage: locks.py write [--upgrade] | locks.py check\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
