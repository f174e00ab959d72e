"""What is told about an expression's types before it runs; silence where it may be sound."""

import pytest

from engine.feel import FeelType, compile_expression, compile_unary_tests
from engine.feel.checking import check_tests

LINE = FeelType("context", (FeelType("number"), FeelType("string")), ("quantity", "sku"))
KNOWN = {
    "n": FeelType("number"),
    "s": FeelType("string"),
    "d": FeelType("date"),
    "b": FeelType("boolean"),
    "lines": FeelType("list", (LINE,)),
    "any": FeelType("Any"),
}


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("1 + (n + s)", "`+` is not defined for number and string", 6),
        ("n + d", "`+` is not defined for number and date", 1),
        ("lines.quantity * 2", "`*` is not defined for list of number and number", 1),
        ("sum(for l in lines return l.quantity * l.sku)", "`*` is not defined for number and string", 27),
        ("lines[1].sku - 1", "`-` is not defined for string and number", 1),
        ('lines[quantity > "x"]', "a number and a string have no order", 7),
        ('lines["x"]', '`"x"` is a string', 7),
        (
            "sort(lines, function(x, y) x.sku < y.sku)[1].sku / 2",
            "`/` is not defined for string and number",
            1,
        ),
        ('split(s, ",")[1] * 2', "`*` is not defined for string and number", 1),
        ("-s", "`s` is a string", 2),
        ("if n then 1 else 2", "`n` is a number", 4),
        ("b and s", "`s` is a string", 7),
        ("every l in lines satisfies l.quantity", "`l.quantity` is a number", 28),
        ("n = s", "a number is compared with a string", 1),
        ("n between 1 and s", "a number and a string have no order", 1),
        ("s in [1..5]", "a string is never `[1..5]`", 6),
        ('n in ("a", 2)', 'a number is never `"a"`', 7),
        ("[1..s]", "a number and a string have no order", 1),
        ("d.yer", "a date has no `yer`", 1),
        ("n.x", "a number has no `x`", 1),
        ("n(1)", "`n` is a number and cannot be called", 1),
        ("upper case(n)", "`upper case` does not take number", 1),
        ("substring(s)", "`substring` does not take 1 arguments", 1),
        ("substring(string: s, from: 1)", "`substring` has no parameter `from`", 1),
        ("sum(lines.sku)", "`sum` cannot work on a string", 1),
        ("before([1..2], true)", "`before` does not take range, boolean", 1),
        ("(function(a) a)(1, 2)", "the function takes 1 arguments, not 2", 2),
        ("{f: function(a: number) a + 1, x: f(s)}", "argument 1 is a string, not a number", 35),
        ("n instance of nmber", "there is no type `nmber`", 1),
        ("function(x) external {java: 1}", "functions in another language are never run", 1),
    ],
)
def test_what_can_never_be_is_told_with_its_place(text: str, message: str, column: int) -> None:
    problems = compile_expression(text).problems(KNOWN.get)

    assert [(p.message, p.line, p.column) for p in problems] == [(message, 1, column)]
    assert problems[0].cure


@pytest.mark.parametrize(
    "text",
    [
        "any + 1 + n",
        "any.deeper.still * any",
        "n = null or null != s",
        'if b then n else "none"',
        '(if b then n else "none") + 1',
        'd + @"P1D" < @"2026-01-31"',
        'd - @"2026-01-31T10:00:00Z" > @"PT1H"',
        '(date("2026-01-31") - d).days + 1',
        "lines[sku = s].quantity[1] + 1",
        "lines[item.quantity > n][1].sku + s",
        "upper case([s])",
        "sum(n, 1)",
        "sum(lines.quantity) + n",
        'min(d, @"2026-01-31") < d',
        "count(lines[quantity > 1]) > 0 and b",
        's in ("a", any, null)',
        "n in (< 5, [7..9], any)",
        "n in [1, 2]",
        "(function(a: date and time) a)(d)",
        '[1, "a"][1] + 1',
        "for i in 1..n return i * n",
        "{a: n, b: a + 1}.b + 1",
        "string(n) + s",
        "is(n, s)",
        "list contains([1, s], s)",
        "d instance of date and time",
        'abs(@"-P1D") + @"P1D"',
    ],
)
def test_a_sound_expression_has_no_problem(text: str) -> None:
    assert compile_expression(text).problems(KNOWN.get) == ()


def test_a_problem_in_a_later_line_has_that_line() -> None:
    (problem,) = compile_expression("n +\n  (s * 2)").problems(KNOWN.get)

    assert (problem.line, problem.column) == (2, 4)


@pytest.mark.parametrize(
    ("text", "column"), [('"gold"', 1), ("> 5, not(n)", 6), ("[1..5], [s..s]", 9), ("< d", 1)]
)
def test_a_cell_that_no_number_passes_is_told(text: str, column: int) -> None:
    tests = compile_unary_tests(text)

    (problem,) = check_tests(tests.node, text, FeelType("number"), KNOWN.get)

    assert problem.column == column


@pytest.mark.parametrize(
    "text", ["-", "> 5", "[1..9]", "not(3, 4)", "? > n", "n, any", "list contains([1], ?)"]
)
def test_a_sound_cell_has_no_problem(text: str) -> None:
    tests = compile_unary_tests(text)

    assert check_tests(tests.node, text, FeelType("number"), KNOWN.get) == ()


def test_types_with_shared_parts_are_checked_in_few_steps() -> None:
    shared = "{a0: {x: 1}" + "".join(f", a{i + 1}: {{l: a{i}, r: a{i}}}" for i in range(40)) + "}.a40"

    assert compile_expression(f"(if b then {shared} else {shared}) = {shared}").problems(KNOWN.get) == ()
