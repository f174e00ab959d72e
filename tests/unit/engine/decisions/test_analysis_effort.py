"""Looking for gaps and overlaps stays quick in large tables: counted, as seconds depend on the machine."""

import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any

import pytest

from engine.decisions.analysis import MAX_VISITS, analyse
from engine.decisions.source import TableSource
from engine.decisions.spans import Spans
from engine.feel import syntax
from engine.feel.parser import parse_unary_tests
from engine.feel.reading import Reading
from tests.unit.engine.decisions.decision_builder import source, table


def bands(rules: int) -> TableSource:
    """Neighbouring intervals in one column, words in the other, nothing missing, nothing twice."""
    rows = (f'[{i * 10}..{i * 10 + 10}) | "w{i}" | {i}' for i in range(rules))
    return source("F", "n | w", "x", *rows)


def calls(written: TableSource) -> int:
    """How many Python functions are called to analyse a table."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        analyse(written, Reading())
    finally:
        sys.setprofile(None)
    return count


def test_effort_grows_with_the_rows_and_not_with_their_pairs() -> None:
    small, large = calls(bands(125)), calls(bands(500))

    assert large < 6 * small
    assert large < 500 * 600 + MAX_VISITS


def nested(rules: int) -> TableSource:
    """Ten columns in which every rule lies inside all the rules before it."""
    cells = (" | ".join([f"[{i}..{2 * rules - i}]"] * 10) for i in range(rules))
    return source("F", " | ".join(f"c{n}" for n in range(10)), "x", *(f"{row} | 1" for row in cells))


def test_looking_for_hidden_rules_does_not_walk_what_the_rules_span(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0

    def counting(one: int, other: int) -> int:
        nonlocal counted
        counted += 1
        return one & other

    monkeypatch.setattr("engine.decisions.analysis.common", lambda sets: Spans(sets, counting, -1))

    findings = analyse(nested(500), Reading())

    assert [finding.code for finding in findings].count("decision-hidden-rule") == 10
    assert 500 < counted < 10 * 500 * 30


def test_equal_cells_of_a_table_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def noting(text: str, names: Iterable[str] = ()) -> syntax.Tests:
        parsed.append(text)
        return parse_unary_tests(text, names)

    monkeypatch.setattr("engine.feel.reading.parse_unary_tests", noting)

    table("U", "n | m", "x", "< 5 | >= 1 | 1", ">= 5 | >= 1 | 2", "< 5 | < 1 | 3").check()

    assert sorted(parsed) == ["< 1", "< 5", ">= 1", ">= 5"]
