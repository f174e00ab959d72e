"""Where other implementations of the standard differed from this one, and were right."""

import pytest

from engine.feel import compile_expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-1 instance of number", True),  # the minus belongs to the literal (rule 37)
        ("-2 ** 2", 4),
        ("[1, -1][2]", -1),
        ("5 -1", 4),
        ('[1] = ["a"]', False),  # a part that is not equal decides, whatever its kind
        ('{a: 1} != {a: "1"}', True),
        ('number("1000.0", ".", null)', 10000),  # no decimal separator: the point may group
        ('number("1000.0", ".", ".")', None),
        ("string(< 5)", "(< 5)"),  # a unary test is an expression (rule 2)
        ("{small: < 5, found: 3 in small}.found", True),
    ],
)
def test_value_is_the_one_of_the_standard(text: str, value: object) -> None:
    assert compile_expression(text).evaluate({}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("before(point1: 1, point2: 2)", True),
        ("before(point: 1, range: [2..3])", True),
        ("includes(range: [1..5], point: 3)", True),
        ("includes(range1: [1..5], range2: [2..3])", True),
        ("overlaps(1, [0..3])", None),  # only ranges overlap
        ("includes(3, [1..5])", None),
        ("coincides(5, [5..5])", None),
        ("before(true, false)", None),
    ],
)
def test_relation_takes_points_and_ranges_as_the_table_says(text: str, value: object) -> None:
    assert compile_expression(text).evaluate({}) == value
