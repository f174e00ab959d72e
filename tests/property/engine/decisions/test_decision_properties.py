"""Decision tables against a plain reading of their rules."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decisions import (
    DecisionError,
    DecisionTable,
    InputSource,
    OutputSource,
    RuleSource,
    TableSource,
    compile_table,
)

POINTS = st.integers(0, 6)
NUMBER_CELLS = (
    st.just("-")
    | POINTS.map(str)
    | st.tuples(st.sampled_from(["<", "<=", ">", ">=", "!="]), POINTS).map(
        lambda cell: f"{cell[0]} {cell[1]}"
    )
    | st.tuples(st.sampled_from("[("), POINTS, POINTS, st.sampled_from("])")).map(
        lambda cell: f"{cell[0]}{cell[1]}..{cell[2]}{cell[3]}"
    )
)
TEXT_CELLS = st.sampled_from(["-", '"a"', '"b"', '"a", "b"', 'not("a")'])
RULES = st.lists(st.tuples(NUMBER_CELLS, TEXT_CELLS), min_size=1, max_size=6)


def table(policy: str, rules: list[tuple[str, str]]) -> DecisionTable:
    rows = tuple(RuleSource(rule, (str(index),)) for index, rule in enumerate(rules))
    compiled = compile_table(
        TableSource("t", policy, (InputSource("n"), InputSource("s")), (OutputSource("x"),), rows)
    )
    assert isinstance(compiled, DecisionTable)
    return compiled


def number_holds(cell: str, n: int) -> bool:
    if cell[0] in "[(":
        low, _, high = cell[1:-1].partition("..")
        above = n >= int(low) if cell[0] == "[" else n > int(low)
        return above and (n <= int(high) if cell[-1] == "]" else n < int(high))
    operator, _, point = cell.rpartition(" ")
    if cell == "-":
        return True
    compared = {"<": n < int(point), "<=": n <= int(point), ">": n > int(point), ">=": n >= int(point)}
    return compared.get(operator, n != int(point) if operator == "!=" else n == int(point))


def text_holds(cell: str, s: str) -> bool:
    return cell == "-" or (s != "a" if cell.startswith("not") else f'"{s}"' in cell)


@settings(deadline=None)
@given(RULES, st.integers(-1, 7), st.sampled_from("abc"))
def test_fired_rules_are_those_whose_cells_all_hold(rules: list[tuple[str, str]], n: int, s: str) -> None:
    outcome = table("C", rules).evaluate({"n": n, "s": s})

    expected = [i for i, rule in enumerate(rules) if number_holds(rule[0], n) and text_holds(rule[1], s)]
    assert (outcome.value or []) == expected


@settings(deadline=None)
@given(RULES, st.integers(-1, 7), st.sampled_from("abc"))
def test_table_without_warnings_always_decides_and_never_twice(
    rules: list[tuple[str, str]], n: int, s: str
) -> None:
    compiled = table("U", rules)
    codes = {finding.code for finding in compiled.check()}

    try:
        value = compiled.evaluate({"n": n, "s": s}).value
    except DecisionError:
        assert "decision-overlap" in codes
    else:
        assert value is not None or "decision-gap" in codes


@settings(deadline=None)
@given(RULES)
def test_hidden_rule_never_fires(rules: list[tuple[str, str]]) -> None:
    compiled = table("F", rules)
    hidden = {
        int(finding.path[6:-1]) for finding in compiled.check() if finding.code == "decision-hidden-rule"
    }

    fired = {compiled.evaluate({"n": n, "s": s}).value for n in range(-1, 8) for s in "abc"}

    assert not hidden & fired
