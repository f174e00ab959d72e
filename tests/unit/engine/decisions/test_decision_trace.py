"""The trace of a decision: data an auditor can read."""

from typing import Any

from engine.values import decode, encode
from tests.unit.engine.decisions.decision_builder import decide, table

RULES = ('"gold" | < 1000 | 10', '"gold" | >= 1000 | 20', "- | >= 5000 | 5")


def test_trace_tells_which_cell_failed_with_which_value_and_which_rule_fired() -> None:
    outcome = decide(table("U", "tier | total", "discount", *RULES), tier="gold", total=1500)

    assert outcome.trace == {
        "table": "table",
        "hitPolicy": "U",
        "inputs": [{"label": "tier", "value": "gold"}, {"label": "total", "value": 1500}],
        "failed": [{"input": "total", "value": 1500, "rules": [1, 3]}],
        "fired": [{"rule": 2, "annotation": "", "output": {"discount": 20}}],
        "value": 20,
    }


def test_every_rule_shows_once_in_the_trace() -> None:
    trace: dict[str, Any] = decide(table("F", "tier | total", "d", *RULES), tier="none", total=9000).trace

    failed = [rule for entry in trace["failed"] for rule in entry["rules"]]
    fired = [entry["rule"] for entry in trace["fired"]]
    assert sorted(failed + fired + trace.get("notNeeded", [])) == [1, 2, 3]


def test_first_hit_leaves_later_rules_as_not_needed() -> None:
    trace: dict[str, Any] = decide(table("F", "n", "x", "> 0 | 1", "> 1 | 2", "> 9 | 3"), n=5).trace

    assert trace["notNeeded"] == [2]
    assert [entry["rules"] for entry in trace["failed"]] == [[3]]


def test_trace_can_be_stored_and_stays_small() -> None:
    order = {"lines": [{"sku": f"sku-{number}"} for number in range(1000)]}

    trace = decide(table("U", "order", "all", "- | order"), order=order).trace

    assert decode(encode(dict(trace))) == trace
    assert len(encode(dict(trace))) < 2000
