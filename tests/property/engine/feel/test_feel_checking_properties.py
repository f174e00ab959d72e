"""The checker promises: a value is of the type that was inferred, and what it flags never has a value."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from engine.feel import Expression, FeelError, FeelType, compile_expression, kind_of
from engine.feel.run import Run
from engine.feel.syntax import Arithmetic
from engine.feel.types import conforms
from tests.property.engine.feel.feel_texts import TEXTS
from tests.property.engine.feel.test_feel_properties import NOW, SCOPE

INNER = FeelType("context", (FeelType("list", (FeelType("number"),)),), ("b",))
KNOWN = {
    "a": FeelType("number"),
    "xs": FeelType("list"),
    "order": FeelType("context", (INNER, FeelType("number")), ("a", "item")),
}


def value_of(expression: Expression) -> Any:
    """The value; null when it goes beyond a limit."""
    try:
        return expression.evaluate(SCOPE, now=NOW, budget=20_000)
    except FeelError:
        return None


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=400)
@given(TEXTS)
def test_value_is_of_the_inferred_type(text: str) -> None:
    expression = compile_expression(text)

    value, found = value_of(expression), expression.type(KNOWN.get)

    if found.name == "function":
        assert value is None or kind_of(value) == "function"
    else:
        assert conforms(value, found, Run(10**6, None)), (found, value)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=400)
@given(TEXTS)
def test_arithmetic_that_is_flagged_gives_null(text: str) -> None:
    expression = compile_expression(text)
    root = expression.node

    if isinstance(root, Arithmetic) and any(
        "is not defined for" in p.message
        for p in expression.problems(KNOWN.get)
        if p.column == root.start + 1
    ):
        assert value_of(expression) is None
