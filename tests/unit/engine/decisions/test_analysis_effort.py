"""Looking for gaps and overlaps stays quick in large tables: counted, as seconds depend on the machine."""

import sys
from types import FrameType
from typing import Any

from engine.decisions.analysis import MAX_VISITS, analyse
from engine.decisions.source import TableSource
from tests.unit.engine.decisions.decision_builder import source


def bands(rules: int) -> TableSource:
    """Neighbouring intervals in one column, words in the other, nothing missing, nothing twice."""
    rows = (f'[{i * 10}..{i * 10 + 10}) | "w{i}" | {i}' for i in range(rules))
    return source("F", "n | w", "x", *rows)


def calls(table: TableSource) -> int:
    """How many Python functions are called to analyse a table."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        analyse(table)
    finally:
        sys.setprofile(None)
    return count


def test_effort_grows_with_the_rows_and_not_with_their_pairs() -> None:
    small, large = calls(bands(125)), calls(bands(500))

    assert large < 6 * small
    assert large < 500 * 600 + MAX_VISITS
