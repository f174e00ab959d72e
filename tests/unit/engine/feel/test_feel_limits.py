"""Hostile expressions end, counted in steps and not in seconds."""

from itertools import pairwise
from typing import Any

import pytest

from engine.feel import FeelError, FeelSyntaxError, compile_expression

LIMITS = {"FEEL_BUDGET", "FEEL_TOO_DEEP", "FEEL_TOO_LARGE"}
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


@pytest.mark.parametrize(
    "text",
    [
        "10 ** 1e30",
        "0.1 ** 99999999",
        "exp(1e6)",
        "1e6144 * 1e6144",
        "modulo(1e6144, 1e-6143)",
        "decimal(1e6144, 6176)",
        "round up(1e-6143, 6176)",
        "string(1e6144)",
        "number(digits)",
        'number("1e" + substring(digits, 1, 900))',
        'date(digits + "-01-01")',
        'duration("P" + digits + "D")',
        'duration("PT0." + digits + "S")',
        'duration("P999999999Y") * 1e6000',
        'date("9999-12-31") + duration("P999999999999Y")',
        'range("[1.." + brackets + "2]")',
        "1 in [1..1e6144]",
        "for i in -1e30..1e30 return i",
        'for d in date("-999999999-01-01")..date("999999999-12-31") return d',
        "{f: function(f, n) [f(f, n + 1), f(f, n + 1)], x: f(f, 0)}",
        "{f: function(f, l) f(f, concatenate(l, l)), x: f(f, [1])}",
        "{f: function(f, s) f(f, s + s), x: f(f, digits)}",
        "sort(xs, function(a, b) true)",
        "sort(xs, function(a, b) sort(xs, function(c, d) c < d)[1] = a)",
        "list replace(xs, function(a, b) list replace(xs, function(c, d) true, 1) = 1, 1)",
        "every x in xs satisfies every y in xs satisfies every z in xs satisfies true",
        'replace(digits, "9", digits)',
        'matches(digits, "(.*)*(.*)*(.*)*b")',
        "string join(for x in xs return digits, digits)",
        "context merge(for x in xs return {a: xs, b: xs})",
        "product(for x in xs return 1e3000)",
    ],
)
def test_hostile_values_end_in_a_value_or_a_limit_within_the_budget(text: str) -> None:
    scope = {"digits": "9" * 5000, "brackets": "(" * 5000, "xs": list(range(1000))}

    outcome = _outcome(text, scope)

    assert not isinstance(outcome, float)
    assert not isinstance(outcome, FeelError) or outcome.code in LIMITS


def _outcome(text: str, scope: dict[str, Any]) -> Any:
    try:
        return compile_expression(text).evaluate(scope, budget=30_000)
    except FeelError as error:
        return error


def test_a_context_of_many_names_with_blanks_compiles() -> None:
    entries = ", ".join(f"line {number}: {number}" for number in range(3000))

    assert compile_expression(f"{{{entries}, last: line 2999 + 1}}.last").evaluate({}) == 3000


@pytest.mark.parametrize(
    "text",
    ["-" * 90_000 + "1", "1" + "+1" * 49_000, "a" + ".a" * 49_000, "a" + "(1)" * 30_000, "(" * 90_000],
)
def test_a_text_that_nests_without_end_is_refused(text: str) -> None:
    with pytest.raises(FeelSyntaxError, match="nested too deeply"):
        compile_expression(text)


def test_a_name_of_very_many_words_is_refused() -> None:
    with pytest.raises(FeelSyntaxError, match="at most 50 words"):
        compile_expression("{" + "a " * 51 + ": 1}")


DEEP = "{d: for i in 1..300 return [partial[-1]], v: d[-1], z: %s}.z"
WIDE = "{a: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]" + "".join(
    f", {name}: [{', '.join([before] * 10)}]" for before, name in pairwise("abcdefghij")
)


@pytest.mark.parametrize(
    "use",
    [
        "v", "v = v", "string(v)", "v.start", "v in [v]", "is(v, v)", "distinct values([v, v])",
        "index of([v], v)", 'context put({}, for i in 1..300 return "k", 1)',
    ],
)  # fmt: skip
def test_values_that_loops_nest_too_deeply_are_refused_when_walked(use: str) -> None:
    with pytest.raises(FeelError) as caught:
        compile_expression(DEEP % use).evaluate({})

    assert caught.value.code == "FEEL_TOO_DEEP"


@pytest.mark.parametrize("use", ["j", "j.start", "j = j", "string(j)", "count(flatten(j))", "j in j"])
def test_values_that_share_parts_cost_what_they_seem_to_be(use: str) -> None:
    with pytest.raises(FeelError) as caught:
        compile_expression(f"{WIDE}, z: {use}}}.z").evaluate({})

    assert caught.value.code in ("FEEL_BUDGET", "FEEL_TOO_LARGE")
