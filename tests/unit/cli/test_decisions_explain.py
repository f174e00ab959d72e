"""`decisions explain`: what an order's decisions were, and why, from its records."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from application.use_cases.order_pages import DecisionTaken
from cli.app import run
from tests.support.decision_models import compiled

TABLE = """lang: 1
decision: fee
name: Fee
inputs: {total: {}}
outputs: {fee: {}}
rules: [{when: {total: "< 5"}, then: {fee: 1}}, {when: {total: ">= 5"}, then: {fee: 2}}]
"""


class Desk:
    """A desk whose only order has one decision."""

    @contextmanager
    def office(self, by: str) -> Iterator[Any]:
        yield SimpleNamespace(pages=self)

    async def decisions(self, number: str) -> Sequence[DecisionTaken]:
        found = compiled(fee=TABLE).decisions["fee"].evaluate({"total": 7})
        moment = datetime(2026, 1, 31, 12, tzinfo=UTC)
        return [DecisionTaken(9, moment, "charge", "fee", found.value, found.trace)]


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "rule 2 fired: output = 2"), ("zh", "规则 2 命中")]
)
def test_decisions_of_an_order_are_told_in_the_readers_language(
    language: str, expected: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERFLOW_LANGUAGE", language)

    status = run(Desk(), ["decisions", "explain", "R-1"])  # type: ignore[arg-type]

    said = capsys.readouterr().out
    assert status == 0
    assert "charge: fee" in said
    assert expected in said


def test_decisions_of_an_order_are_there_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Desk(), ["decisions", "explain", "R-1", "--json"]) == 0  # type: ignore[arg-type]

    (made,) = json.loads(capsys.readouterr().out)
    assert (made["decision"], made["value"], made["trace"]["table"]) == ("fee", 2, "fee")


def test_other_decisions_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Desk(), ["decisions", "explain", "R-1", "--decision", "other"]) == 0  # type: ignore[arg-type]

    assert capsys.readouterr().out == ""
