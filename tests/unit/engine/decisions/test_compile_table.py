"""Everything that is wrong with a table is found at once, with its place."""

import pytest

from engine.decisions import TableSource, compile_table
from engine.values import Finding
from tests.unit.engine.decisions.decision_builder import source, table


def findings(written: TableSource) -> list[tuple[str, str]]:
    compiled = compile_table(written)
    assert isinstance(compiled, tuple)
    assert all(isinstance(finding, Finding) for finding in compiled)
    return [(finding.code, finding.path) for finding in compiled]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (source("X", "n", "x"), [("hit-policy", "hitPolicy")]),
        (source("U", "n", "x", "1"), [("rule-width", "rules[0].outputs")]),
        (source("U", "n", "x|x", "1|2|3"), [("output-name", "outputs[1]")]),
        (source("C+", "n", "x|y", "1|2|3"), [("hit-policy", "hitPolicy")]),
        (
            source("U", "a b", "x", "== 1 | 2", "3 | ++"),
            [
                ("feel-syntax", "inputs[0].expression"),
                ("feel-syntax", "rules[0].inputs[0]"),
                ("feel-syntax", "rules[1].outputs[0]"),
            ],
        ),
    ],
)
def test_all_findings_have_a_place(written: TableSource, expected: list[tuple[str, str]]) -> None:
    assert findings(written) == expected


def test_references_of_all_cells_are_known() -> None:
    compiled = table("U", "order.total", "x", "< limit | order.lines[1].price")

    paths = {".".join(reference.path) for reference in compiled.references}
    assert paths == {"order.total", "limit", "order.lines.price"}
    assert [place for place, _ in compiled.places] == [
        "inputs[0].expression",
        "rules[0].inputs[0]",
        "rules[0].outputs[0]",
    ]


def test_known_names_may_have_spaces() -> None:
    compiled = compile_table(
        source("U", "order total", "x", "> order limit | 1"), ["order total", "order limit"]
    )

    assert not isinstance(compiled, tuple)
    assert compiled.evaluate({"order total": 5, "order limit": 4}).value == 1
