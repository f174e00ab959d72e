"""Hostile expressions end, counted in steps and not in seconds."""

import pytest

from engine.feel import FeelError, compile_expression

DOUBLING = ", ".join(f"a{i + 1}: [a{i}, a{i}]" for i in range(30))
DOUBLED_TEXT = ", ".join(f"a{i + 1}: a{i} + a{i}" for i in range(30))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("for i in 1..1000000000000 return i", "FEEL_BUDGET"),
        ("for i in 1..1000, j in 1..1000 return i * j", "FEEL_BUDGET"),
        ("some i in 1..1000000 satisfies false", "FEEL_BUDGET"),
        ("xs[item in xs]", "FEEL_BUDGET"),
        ("count(for i in 1..3000 return partial)", "FEEL_BUDGET"),
        ("{f: function(f, n) f(f, n + 1), x: f(f, 0)}", "FEEL_TOO_DEEP"),
        ("{a0: 1, " + DOUBLING + "}", "FEEL_TOO_LARGE"),
        ("{a0: 1, " + DOUBLING + ", same: a30 = a30}", "FEEL_BUDGET"),
        ("{a0: 1, " + DOUBLING + ", text: string(a30)}", "FEEL_BUDGET"),
        ('{a0: "x", ' + DOUBLED_TEXT + "}", "FEEL_TOO_LARGE"),
        ('matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "(a+)+$")', "FEEL_BUDGET"),
        ("distinct values(for i in 1..2000 return [i])", "FEEL_BUDGET"),
        ("sort(for i in 1..900 return i, function(a, b) count(for i in 1..90 return a) < b)", "FEEL_BUDGET"),
    ],
)
def test_hostile_expression_ends_with_a_clear_error(text: str, code: str) -> None:
    with pytest.raises(FeelError) as caught:
        compile_expression(text).evaluate({"xs": list(range(1000))})

    assert caught.value.code == code
    assert caught.value.source == text


def test_budget_counts_the_same_steps_each_time() -> None:
    expression = compile_expression("sum(for i in 1..100 return i * i)")
    enough = next(steps for steps in range(1, 5000) if _fits(expression.text, steps))

    assert expression.evaluate({}, budget=enough) == 338350
    with pytest.raises(FeelError, match="too many steps"):
        expression.evaluate({}, budget=enough - 1)


def _fits(text: str, steps: int) -> bool:
    try:
        compile_expression(text).evaluate({}, budget=steps)
    except FeelError:
        return False
    return True


def test_recursion_within_the_limit_works() -> None:
    text = "{f: function(f, n) if n = 0 then 0 else 1 + f(f, n - 1), x: f(f, 25)}.x"

    assert compile_expression(text).evaluate({}) == 25


@pytest.mark.parametrize("pattern", ["((a{1000}){1000}){1000}", "(?:(?:(?:){1000}){1000}){1000}", "(" * 999])
def test_pattern_that_is_too_large_is_null(pattern: str) -> None:
    assert compile_expression("matches(text, pattern)").evaluate({"text": "a", "pattern": pattern}) is None
