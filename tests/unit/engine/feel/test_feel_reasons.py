"""Why an expression gave null, in words that lead to the mistake."""

from typing import Any

import pytest

from engine.feel import compile_expression

SCOPE: dict[str, Any] = {
    "order": {"customer": {"name": "Li", "tier": None}, "total": 10, "lines": []},
    "n": 0,
}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("order.custmer.name", "order.custmer: no such entry, did you mean customer?"),
        ("ordr.total", "ordr: no such name, did you mean order?"),
        ("order.customer.tier", "order.customer.tier: is null"),
        ("order.total / n > 3", "order.total / n: division by zero"),
        ('order.total < "5"', 'order.total < "5": not defined for number and string'),
        ("order.lines[1].sku", "order.lines[1]: there is no element at that position"),
        ('number("x")', 'number("x"): null for arguments of type string'),
        ("actve(1)", "actve(1): no such function"),
        ("now()", "now(): there is no stimulus whose time it could be"),
        ("order.total.amount", "order.total.amount: a number has no amount"),
        ("for l in order.customer.tier return l", "order.customer.tier: is null"),
        ("n = 0", "n = 0 is not null"),
    ],
)
def test_reason_names_the_innermost_cause(text: str, reason: str) -> None:
    assert compile_expression(text).why_null(SCOPE) == reason


def test_reason_of_a_hostile_expression_is_its_limit() -> None:
    reason = compile_expression("for i in 1..10000000 return i").why_null({})

    assert "too many steps" in reason
