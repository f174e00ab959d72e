"""What fired rules amount to under each hit policy."""

from typing import Any

import pytest

from engine.decisions import DecisionError
from engine.decisions.source import HIT_POLICIES
from tests.unit.engine.decisions.decision_builder import decide, table

ROWS = ('< 10 | "low"', '< 100 | "mid"', '< 1000 | "high"')
PRIORITIES = {"risk": '"high", "mid", "low"'}


@pytest.mark.parametrize(
    ("policy", "n", "value"),
    [
        ("U", 500, "high"),
        ("F", 5, "low"),
        ("P", 5, "high"),
        ("R", 50, ["mid", "high"]),
        ("O", 5, ["high", "mid", "low"]),
        ("C", 5, ["low", "mid", "high"]),
        ("C#", 50, 2),
    ],
)
def test_value_follows_the_hit_policy(policy: str, n: int, value: Any) -> None:
    compiled = table(policy, "n", "risk", *ROWS, allowed=PRIORITIES)

    assert decide(compiled, n=n).value == value


@pytest.mark.parametrize("policy", HIT_POLICIES)
def test_table_without_a_fired_rule_gives_its_default_else_null(policy: str) -> None:
    silent = table(policy, "n", "risk", *ROWS, allowed=PRIORITIES)
    speaking = table(policy, "n", "risk", *ROWS, allowed=PRIORITIES, default={"risk": '"none"'})

    assert decide(silent, n=5000).value is None
    assert decide(speaking, n=5000).value == "none"


@pytest.mark.parametrize(
    ("policy", "value"), [("C+", 60), ("C<", 10), ("C>", 30), ("C#", 3), ("C", [10, 20, 30])]
)
def test_collected_values_are_aggregated(policy: str, value: Any) -> None:
    compiled = table(policy, "n", "fee", "> 0 | 10", "> 1 | 20", "> 2 | n * 10")

    assert decide(compiled, n=3).value == value


def test_unique_table_with_two_fired_rules_is_an_error_that_names_them() -> None:
    compiled = table("U", "n", "x", "> 0 | 1", "> 5 | 2")

    with pytest.raises(DecisionError) as caught:
        decide(compiled, n=6)

    assert caught.value.code == "DECISION_NOT_UNIQUE"
    assert caught.value.rules == (1, 2)
    assert "rules 1, 2 fired" in str(caught.value)


def test_any_accepts_equal_and_refuses_different_answers() -> None:
    compiled = table("A", "n", "x", "> 0 | 1", "> 5 | 1.0", "> 9 | 2")

    assert decide(compiled, n=6).value == 1
    with pytest.raises(DecisionError) as caught:
        decide(compiled, n=10)
    assert (caught.value.code, caught.value.rules) == ("DECISION_NOT_ANY", (1, 3))


def test_several_outputs_make_a_context() -> None:
    compiled = table("U", "n", "route | days", '< 5 | "air" | 2', '>= 5 | "sea" | 30')

    assert decide(compiled, n=7).value == {"route": "sea", "days": 30}


def test_default_answers_when_no_rule_fires() -> None:
    compiled = table("U", "n", "route", '< 5 | "air"', default={"route": '"by hand"'})

    assert decide(compiled, n=7).value == "by hand"


def test_value_that_is_not_allowed_is_an_error() -> None:
    compiled = table("U", "tier", "x", '"gold" | 1', allowed={"tier": '"gold", "silver"'})

    assert decide(compiled, tier="silver").value is None
    with pytest.raises(DecisionError, match="'bronze' is not allowed for tier"):
        decide(compiled, tier="bronze")


def test_cell_may_use_other_variables_and_the_question_mark() -> None:
    compiled = table("F", "amount", "ok", "? > limit and ? < 2 * limit | false", "- | true")

    assert decide(compiled, amount=15, limit=10).value is False
    assert decide(compiled, amount=5, limit=10).value is True


def test_table_without_inputs_always_fires() -> None:
    assert decide(table("U", "", "x", "42")).value == 42
