"""Which outer names an expression uses."""

import pytest

from engine.feel import Reference, compile_expression, compile_unary_tests


def paths(text: str) -> list[str]:
    return [".".join(reference.path) for reference in compile_expression(text).references]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("order.total + tax", ["order.total", "tax"]),
        ("for l in order.lines return l.sku", ["order.lines", "order.lines.sku"]),
        ("some l in a.b, p in l.c satisfies p.ok", ["a.b", "a.b.c", "a.b.c.ok"]),
        ("order.lines[1].sku", ["order.lines.sku"]),
        ("{a: order, b: a.total}.b", ["order", "order.total"]),
        ("(function(x) x.y + z)(1)", ["z"]),
        ("count(order.lines) + max(1, 2)", ["order.lines"]),
        ("for i in 1..n return i", ["n"]),
        ("for i in 1..3 return partial", []),
        ("if a then b else c", ["a", "b", "c"]),
    ],
)
def test_references_name_outer_paths(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


def test_reference_has_line_and_column() -> None:
    (reference,) = compile_expression("1 +\n  order.total").references

    assert (reference.line, reference.column) == (2, 3)


def test_name_in_a_filter_may_be_an_entry_or_an_outer_name() -> None:
    found, lines = compile_expression("order.lines[sku = wanted]").references[1:], ("order", "lines")

    assert found[0] == Reference((*lines, "sku"), 1, 13, fallback=("sku",))
    assert found[1] == Reference((*lines, "wanted"), 1, 19, fallback=("wanted",))


def test_name_in_a_filter_over_something_computed_is_uncertain() -> None:
    references = compile_expression("concatenate(a, b)[sku = 1]").references

    assert [reference.certain for reference in references] == [True, True, False]


def test_bare_name_of_a_built_in_may_be_a_variable() -> None:
    (reference,) = compile_expression("number + 1").references

    assert (reference.path, reference.certain) == (("number",), False)


def test_call_of_an_unknown_function_is_marked() -> None:
    references = compile_expression('active("x") and contains(s, "y")').references

    assert [(reference.path, reference.call) for reference in references] == [
        (("active",), True),
        (("s",), False),
    ]


def test_question_mark_of_a_cell_is_no_reference() -> None:
    assert [reference.path for reference in compile_unary_tests("? > limit, < other").references] == [
        ("limit",),
        ("other",),
    ]
