"""All checks of `make check`, side by side; what fails is shown in full, with the command to repeat it."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str, ...]


# The slow one first: the others run beside it.
CHECKS = (
    Check("types", (PYTHON, "-m", "mypy")),
    Check("architecture", (str(Path(PYTHON).with_name("lint-imports")),)),
    Check("definitions", (PYTHON, "starter.py", "definitions", "check", "definitions")),
    Check("decisions", (PYTHON, "starter.py", "decisions", "test", "definitions/decisions")),
    Check("style", (PYTHON, "-m", "ruff", "check", ".")),
    Check("format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
    Check("lock files", (PYTHON, ".ci/locks.py", "check")),
)


def run(check: Check) -> bool:
    """Runs one check and reports it; True when it passed."""
    begun = time.monotonic()
    outcome = subprocess.run(check.command, cwd=ROOT, capture_output=True, text=True, check=False)
    verdict = "ok" if outcome.returncode == 0 else "FAILED"
    report = f"{check.name:<14}{verdict:<8}{time.monotonic() - begun:5.1f} s\n"
    if outcome.returncode:
        report += f"{outcome.stdout}{outcome.stderr}\nRepeat with: {' '.join(check.command)}\n\n"
    sys.stdout.write(report)
    sys.stdout.flush()
    return outcome.returncode == 0


def main() -> int:
    with ThreadPoolExecutor(max_workers=3) as together:
        return 0 if all(list(together.map(run, CHECKS))) else 1


if __name__ == "__main__":
    sys.exit(main())
