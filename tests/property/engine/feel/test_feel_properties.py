"""FEEL over generated texts: it never crashes, and numbers are as exact as promised."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Context, Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.feel import Expression, FeelError, FeelSyntaxError, compile_expression, compile_unary_tests
from tests.property.engine.feel.feel_texts import NOISE, TEXTS

SCOPE: dict[str, Any] = {
    "a": Decimal("2.50"),
    "xs": [1, None, "x", Decimal(3)],
    "order": {"a": {"b": [1, 2]}, "item": 1},
}
NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
NUMBERS = st.integers(-(10**20), 10**20) | st.decimals(-(10**9), 10**9, places=4)
ORACLE = Context(prec=34)


LIMITS = {"FEEL_BUDGET", "FEEL_TOO_DEEP", "FEEL_TOO_LARGE"}


def outcome(expression: Expression) -> Any:
    """The value, or the error itself."""
    try:
        return expression.evaluate(SCOPE, now=NOW, budget=20_000)
    except FeelError as error:
        return error


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS)
def test_every_expression_ends_in_a_value_or_a_limit(text: str) -> None:
    expression = compile_expression(text)

    value = outcome(expression)

    assert not isinstance(value, float)
    assert not isinstance(value, FeelError) or value.code in LIMITS
    assert value is not None or expression.why_null(SCOPE, now=NOW)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS)
def test_evaluation_is_repeatable(text: str) -> None:
    expression = compile_expression(text)

    assert shown(outcome(expression)) == shown(outcome(expression))


def shown(value: Any) -> str:
    """Without the addresses that functions show."""
    return re.sub(r"0x[0-9a-f]+", "", repr(value))


RAW = st.text(max_size=40) | st.binary(max_size=40).map(lambda data: data.decode("latin-1"))


@given(NOISE | RAW, st.sampled_from([compile_expression, compile_unary_tests]))
def test_any_text_compiles_or_is_refused_with_a_place(text: str, compiled: Callable[[str], Any]) -> None:
    error = refusal(text, compiled)

    if error:
        assert error.message
        assert 1 <= error.line <= text.count("\n") + 1
        assert 1 <= error.column <= len(text) + 1


def refusal(text: str, compiled: Callable[[str], Any]) -> FeelSyntaxError | None:
    """What is wrong with the text, if anything."""
    try:
        compiled(text)
    except FeelSyntaxError as error:
        return error
    return None


@given(NUMBERS, NUMBERS)
def test_arithmetic_is_decimal_with_34_digits(left: Any, right: Any) -> None:
    scope = {"l": left, "r": right}

    assert compile_expression("l + r").evaluate(scope) == ORACLE.add(left, right)
    assert compile_expression("l - r").evaluate(scope) == ORACLE.subtract(left, right)
    assert compile_expression("l * r").evaluate(scope) == ORACLE.multiply(left, right)
    if right:
        assert compile_expression("l / r").evaluate(scope) == ORACLE.divide(left, right)


@given(NUMBERS, NUMBERS.filter(bool))
def test_modulo_has_the_sign_of_the_divisor(dividend: Any, divisor: Any) -> None:
    rest = compile_expression("modulo(a, b)").evaluate({"a": dividend, "b": divisor})

    assert abs(rest) < abs(divisor)
    assert rest == 0 or (rest > 0) == (divisor > 0)


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", "^", "$"]),
    lambda inner: (
        st.tuples(inner, inner).map("".join)
        | inner.map(lambda p: f"({p})")
        | st.tuples(inner, inner).map(lambda p: f"({p[0]}|{p[1]})")
        | st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "*?", "{1,2}?"])).map(
            lambda p: f"({p[0]}){p[1]}"
        )
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(PATTERNS, st.text("abc", max_size=8))
def test_regular_expressions_agree_with_python(pattern: str, text: str) -> None:
    found = compile_expression("matches(text, pattern)").evaluate(
        {"text": text, "pattern": pattern}, budget=10**6
    )

    assert found is (re.search(pattern.replace("$", r"\Z"), text) is not None)
