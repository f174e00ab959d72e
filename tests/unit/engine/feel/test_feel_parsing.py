"""What is FEEL text, and what is said about text that is not."""

import pytest

from engine.feel import FeelSyntaxError, compile_expression, compile_unary_tests, nearest


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("1 +", 1, 4, "missing, found the end"),
        ("a == b", 1, 4, "write = for equality"),
        ("a &&\n b", 1, 3, "write and"),
        ("'x'", 1, 1, "double quotes"),
        ("(1", 1, 3, "')' is missing"),
        ("a +\n  foo bar", 2, 7, "unexpected 'bar'"),
        ('@"yesterday"', 1, 2, "no date"),
        ('"abc', 1, 1, "no closing quote"),
        ("if a then b", 1, 12, "'else' is missing"),
        ("{a: 1, a: 2}", 1, 9, "twice"),
        ("1e9999", 1, 1, "too large"),
    ],
)
def test_wrong_text_is_refused_with_place_and_cure(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        compile_expression(text)

    assert (caught.value.line, caught.value.column) == (line, column)
    assert words in str(caught.value)


def test_longest_known_name_wins() -> None:
    scope = {"unit": 1, "price": 2, "unit price": 10, "unit price-net": 8}

    value = compile_expression("unit price-net + unit price - price", names=scope).evaluate(scope)

    assert value == 8 + 10 - 2


def test_unknown_words_are_not_guessed_to_be_one_name() -> None:
    with pytest.raises(FeelSyntaxError, match="unexpected 'price'"):
        compile_expression("unit price")


def test_names_introduced_in_the_text_may_have_spaces() -> None:
    text = "{unit price: 3, total: for my line in [1, 2] return my line * unit price}.total"

    assert compile_expression(text).evaluate({}) == [3, 6]


def test_comments_and_unicode_names_are_read() -> None:
    text = "订单 /* the order */ + // and\n 数量"

    assert compile_expression(text).evaluate({"订单": 1, "数量": 2}) == 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3 ** 2", 19),
        ("-3 ** 2", 9),
        ("2 ** 3 ** 2", 64),
        ("10 - 2 - 3", 5),
        ("true or false and false", True),
        ("1 < 2 = true", True),
        ("1 + 1 between 2 and 3 and true", True),
        ("5 in [1..5[", False),
        ("[1, 2][1]", 1),
        ("(1..3).start included", False),
        ("if true then 1 else 2 + 3", 1),
    ],
)
def test_operators_bind_as_the_standard_says(text: str, value: object) -> None:
    assert compile_expression(text).evaluate({}) == value


@pytest.mark.parametrize("text", ["(" * 5000 + "1" + ")" * 5000, "-" * 9000 + "1", "+".join(["1"] * 9000)])
def test_nesting_without_end_is_refused(text: str) -> None:
    with pytest.raises(FeelSyntaxError, match="nested too deeply"):
        compile_expression(text)


@pytest.mark.parametrize("text", ["", "1,", "not(1", "> ", "1; 2"])
def test_wrong_cell_is_refused(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        compile_unary_tests(text)


@pytest.mark.parametrize(
    ("name", "candidates", "found"),
    [
        ("custmer", ["customer", "order"], "customer"),
        ("Total", ["total", "totals"], "total"),
        ("xyz", ["customer"], None),
        ("anything", [], None),
    ],
)
def test_nearest_name(name: str, candidates: list[str], found: str | None) -> None:
    assert nearest(name, candidates) == found
