"""The engine computes from what it is given, and workflows from what Temporal tells them: nothing else."""

from pathlib import Path

import pytest

from tests.support.purity import impurities

ROOT = Path(__file__).parents[2]
FILES = sorted(path for name in ("engine", "workflows") for path in (ROOT / name).rglob("*.py"))

# File or directory: what it may use all the same, and why that does no harm.
ALLOWED: dict[str, frozenset[str]] = {
    "workflows": frozenset({"asyncio"}),  # Temporal runs workflows on an event loop of its own
}


def allowed(path: Path) -> frozenset[str]:
    name = path.relative_to(ROOT).as_posix()
    return frozenset[str]().union(*(names for place, names in ALLOWED.items() if name.startswith(place)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_file_uses_no_clock_chance_environment_thread_or_io(path: Path) -> None:
    # given
    source = path.read_text(encoding="utf-8")

    # when
    found = impurities(source, allowed(path))

    # then
    assert found == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import time", "1: imports time"),
        ("import os.path as p", "1: imports os.path"),
        ("from pathlib import Path, PurePath", "1: imports pathlib"),
        ("from random import choice", "1: imports random"),
        ("from concurrent.futures import ThreadPoolExecutor", "1: imports concurrent.futures"),
        ("def f():\n    import socket", "2: imports socket"),
        ("text = open('x').read()", "1: calls open"),
        ("key = hash('order')", "1: calls hash"),
        ("moment = datetime.now(UTC)", "1: reads the clock by now"),
        ("moment = datetime.datetime.utcnow()", "1: reads the clock by utcnow"),
        ("clock = datetime.now", "1: reads the clock by now"),
        ("day = dt.date.today()", "1: reads the clock by today"),
        ("for name in {'a', 'b'}: pass", "1: iterates over a set"),
        ("names = [name for name in set(others)]", "1: iterates over a set"),
        ("names = tuple({name for name in others})", "1: iterates over a set"),
    ],
)
def test_impure_source_is_found(source: str, expected: str) -> None:
    # given / when
    found = impurities(source)

    # then
    assert found == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import UTC, datetime",
        "from pathlib import PurePosixPath",
        "moment = stimulus.now",
        "names = sorted({'b', 'a'})",
        "known = name in {'a', 'b'}",
        "for name in sorted(set(others)): pass",
        "count = len(set(names))",
    ],
)
def test_pure_source_passes(source: str) -> None:
    # given / when
    found = impurities(source)

    # then
    assert found == []
