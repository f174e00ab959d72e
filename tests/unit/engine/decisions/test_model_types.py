"""What can never have a sound value in the logic of a model is told, with its place, and refuses nothing."""

import pytest

from tests.support.decision_models import compiled, decision, dmn, errors, given, literal, value

AGE = given("age", "number") + given("name", "string")
NEEDS = "input:age input:name"


def warnings(body: str) -> list[tuple[str, str]]:
    library = compiled(model=dmn(body))
    assert errors(library) == []
    return [(found.code, found.message) for found in library.findings]


def context(*entries: tuple[str, str], result: str = "") -> str:
    written = "".join(
        f'<contextEntry><variable name="{name}"/>{literal(text)}</contextEntry>' for name, text in entries
    )
    last = f"<contextEntry>{literal(result)}</contextEntry>" if result else ""
    return f"<context>{written}{last}</context>"


@pytest.mark.parametrize(
    ("logic", "code", "message"),
    [
        (literal('age + "x"'), "wrong-type", "`+` is not defined for number and string"),
        (literal("if name then 1 else 2"), "wrong-type", "`name` is a string"),
        (literal("sqrt(name)"), "wrong-arguments", "`sqrt` does not take string"),
        (literal("name.length"), "unknown-path", "a string has no `length`"),
        (context(("a", "age * 2"), result='a = "x"'), "wrong-type", "a number is compared with a string"),
        (literal('"x"', "number"), "wrong-type", "gives a string, where a number belongs"),
    ],
)
def test_logic_that_can_never_be_sound_is_a_warning(logic: str, code: str, message: str) -> None:
    (found,) = warnings(AGE + decision("d", logic, NEEDS))

    assert found[0] == code
    assert message in found[1]


def test_decision_that_never_fits_its_own_type_is_a_warning_and_null() -> None:
    model = AGE + decision("due", literal('"2026-01-31"'), "", "date")

    (found,) = warnings(model)

    assert found == (
        "wrong-type",
        "this gives a string, where a date belongs: it would always be null",
    )
    assert value(dmn(model), "due") is None


@pytest.mark.parametrize(
    ("logic", "type_"),
    [
        (literal("age + 1"), "number"),
        (literal("[age]"), "number"),
        (literal('if age > 1 then "x" else null'), "string"),
        (context(("a", "age"), ("b", 'string(a) + "x"'), result="b"), "string"),
        (literal("null"), "date"),
        (literal("other + 1"), "number"),
        (literal("other[age > 0]"), ""),
    ],
)
def test_logic_that_may_be_sound_is_not_judged(logic: str, type_: str) -> None:
    model = AGE + given("other") + decision("d", logic, f"{NEEDS} input:other", type_)

    assert warnings(model) == []


def test_cell_that_no_value_of_a_typed_input_passes_is_a_warning() -> None:
    cells = '<inputEntry><text>"old"</text></inputEntry><outputEntry><text>1</text></outputEntry>'
    column = "<input><inputExpression><text>age</text></inputExpression></input><output/>"
    table = f'<decisionTable hitPolicy="COLLECT">{column}<rule>{cells}</rule></decisionTable>'

    (found,) = warnings(AGE + decision("d", table, NEEDS))

    assert found == ("wrong-type", 'a number is never `"old"`')


def test_warning_stands_where_the_text_stands() -> None:
    library = compiled(model=dmn("\n" + AGE + "\n" + decision("d", literal('1 +\n  (age - "x")'), NEEDS)))

    (found,) = library.findings

    assert (found.line, found.column) == (4, 4)
