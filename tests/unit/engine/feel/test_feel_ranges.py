"""Ranges: what they contain, and how they lie to each other (DMN 1.5, table 78)."""

import pytest

from engine.feel import compile_expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("before(1, [2..5])", True),
        ("before(2, (2..5])", True),
        ("before(2, [2..5])", False),
        ("before([1..5), [5..9])", True),
        ("before([1..5], [5..9])", False),
        ("after([5..9], [1..5))", True),
        ("meets([1..5], [5..10])", True),
        ("meets([1..5], (5..10])", False),
        ("met by([5..10], [1..5])", True),
        ("overlaps([1..5], [3..8])", True),
        ("overlaps([1..5), [5..8])", False),
        ("overlaps before([1..5], [3..8])", True),
        ("overlaps before([1..5], [1..5])", False),
        ("overlaps after([5..8], [1..5])", True),
        ("finishes(10, [1..10])", True),
        ("finishes(10, [1..10))", False),
        ("finishes([5..10], [1..10])", True),
        ("finished by([1..10], [5..10])", True),
        ("includes([1..10], 5)", True),
        ("includes([1..10), [1..10])", False),
        ("during([4..6], [1..10])", True),
        ("starts(1, [1..10])", True),
        ("started by([1..10], (1..10])", False),
        ("coincides([1..5], [1..5])", True),
        ("coincides([1..5], (1..5])", False),
        ("before((< 5), 7)", True),
        ("includes((>= 5), 7)", True),
        ('before(1, "a")', None),
        ("before(null, 1)", None),
        ('includes([@"2026-01-01"..@"2026-12-31"], @"2026-06-01")', True),
    ],
)
def test_relation_of_points_and_ranges(text: str, value: bool | None) -> None:
    assert compile_expression(text).evaluate({}) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('range("[1..5)") = [1..5)', True),
        ('range("[2..)") = (>= 2)', True),
        ('range("(..2)") = (< 2)', True),
        ('range("[..]")', None),
        ('range("[5..1]")', None),
        ('range("[1..1 + 1]")', None),
        ('range("")', None),
        ('range("[\\"a\\"..\\"c\\"]").end', "c"),
    ],
)
def test_range_is_read_from_a_text(text: str, value: object) -> None:
    assert compile_expression(text).evaluate({}) == value


def test_interval_with_a_null_end_contains_nothing_for_certain() -> None:
    assert compile_expression("5 in [1..null]").evaluate({}) is None
    assert compile_expression("5 in (> 1)").evaluate({}) is True
