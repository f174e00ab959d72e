"""What the documents say exists: linked files, commands, settings."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from stack.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def page(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def links(path: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", page(path))):
        if "://" not in target:
            yield unquote(target)


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", page(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(path: Path, link: str) -> bool:
    place, _, anchor = link.partition("#")
    target = (path.parent / place) if place else path
    return target.exists() and (not anchor or anchor in anchors(target))


def paths_in_text(path: Path) -> set[str]:
    """What looks like a path of the repository: `engine/feel`, `stack/settings.py`."""
    found = set(re.findall(r"`([a-z_.]+/[\w./-]*)`", CODE.sub("", page(path))))
    rooms = {entry.name for entry in ROOT.iterdir()}
    return {text for text in found if text.split("/")[0] in rooms - {"var", ".venv"}}


def commands(path: Path) -> set[tuple[str, ...]]:
    """Calls of the command line: the words before the first argument."""
    found = re.findall(r"(?:^|[`\s|])orderflow ((?:[a-z]+ ?){1,2})", page(path), re.MULTILINE)
    return {tuple(words.split()) for words in found}


def command_tree() -> dict[str, set[str]]:
    """Commands and their subcommands, from `--help`."""
    return {command: subcommands(command) for command in subcommands()}


def subcommands(*of: str) -> set[str]:
    outcome = subprocess.run(
        [sys.executable, "starter.py", *of, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    _, _, listed = outcome.stdout.partition("Commands")
    return set(re.findall(r"^│ ([a-z]+) ", listed, re.MULTILINE))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_relative_links_lead_somewhere(path: Path) -> None:
    # given / when
    broken = [link for link in links(path) if not leads_somewhere(path, link)]

    # then
    assert broken == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_named_paths_exist(path: Path) -> None:
    # given / when
    missing = {text for text in paths_in_text(path) if not (ROOT / text).exists()}

    # then
    assert missing - {"definitions/definitions.lock"} == set()  # written by the first release


def test_named_commands_exist() -> None:
    # given
    tree = command_tree()
    named = {words for path in PAGES for words in commands(path)}

    # when
    known = {words for words in named if words[0] in tree}
    wrong = {words for words in known if tree[words[0]] and words[1:2] and words[1] not in tree[words[0]]}

    # then
    assert {words[0] for words in known} >= {"submit", "orders", "order", "task", "definitions", "replay"}
    assert wrong == set()
    assert {words for words in named if words[0] not in tree} == set()


def test_named_make_targets_exist() -> None:
    # given
    targets = set(re.findall(r"^([a-z]+):", page(ROOT / "Makefile"), re.MULTILINE))

    # when
    named = {word for path in PAGES for word in re.findall(r"(?:^|`)make ([a-z]+)", page(path), re.MULTILINE)}

    # then
    assert {"run", "test", "check", "demo"} <= named <= targets


def variable(field: str) -> str:
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"ORDERFLOW_{field.upper()}"


def shown(default: object) -> str:
    if isinstance(default, Path):
        return f"`{default.name}`"
    if isinstance(default, bool):
        return "`yes`" if default else "`no`"
    return f"`{default}`" if default != "" else ""


def test_settings_table_has_every_variable_with_its_default() -> None:
    # given
    expected = {variable(field): shown(info.default) for field, info in Settings.model_fields.items()}

    # when
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]*?) ?\| ", OPERATIONS, re.MULTILINE))

    # then
    assert rows == expected


def test_no_variable_is_read_that_operations_does_not_name() -> None:
    # given
    sources = [path for place in ("stack", "cli", "adapters") for path in (ROOT / place).rglob("*.py")]
    read = {word for path in sources for word in re.findall(r"\bORDERFLOW_[A-Z_]*[A-Z]\b", page(path))}

    # when
    unnamed = {word for word in read if word not in OPERATIONS}

    # then
    assert unnamed == {"ORDERFLOW_PART"}  # a mark on our own processes, set by nobody else


def test_number_of_sample_orders_is_the_one_that_the_tour_shows() -> None:
    # given / when
    samples = len(list((ROOT / "definitions" / "samples" / "orders").glob("*.yaml")))

    # then
    assert f"staff and {samples} orders." in page(ROOT / "README.md")
    assert f"received as R-{1000 + samples + 1}" in page(ROOT / "README.md")


def test_tour_definition_is_sound() -> None:
    # given / when
    outcome = subprocess.run(
        [sys.executable, "starter.py", "definitions", "check", "docs/tour/hello.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    # then
    assert (outcome.returncode, outcome.stdout) == (0, "")
    assert "hello@1" in outcome.stderr


def test_findings_of_the_tour_are_those_that_it_shows(tmp_path: Path) -> None:
    # given
    source = page(ROOT / "docs" / "tour" / "hello.yaml").replace("look.outcome", "loock.outcome")
    broken = tmp_path / "hello.yaml"
    broken.write_text("\n".join(line for line in source.splitlines() if "default" not in line) + "\n")

    # when
    outcome = subprocess.run(
        [sys.executable, "starter.py", "definitions", "check", str(broken)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    # then
    said = outcome.stdout.replace(str(broken), "/tmp/hello.yaml")  # noqa: S108 - as the tour calls it
    assert outcome.returncode == 1
    assert said in page(ROOT / "README.md")
