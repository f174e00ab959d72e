"""Files stay small enough to hold one idea."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_APART = {".venv", "var", "build"}

# Longer than 300 lines, and why a split would make it harder to read.
LONG: dict[str, str] = {}


def python_files() -> list[Path]:
    files = (path.relative_to(ROOT) for path in ROOT.rglob("*.py"))
    return sorted(path for path in files if not _APART & set(path.parts))


def lines(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_300_lines_without_a_reason() -> None:
    # given / when
    long = {path.as_posix(): lines(path) for path in python_files() if lines(path) > 300}

    # then
    assert long.keys() == LONG.keys(), long


@pytest.mark.parametrize("script", ["worker.py", "starter.py"])
def test_script_only_delegates(script: str) -> None:
    # given / when
    length = lines(Path(script))

    # then
    assert length < 40
