# ruff: noqa: E501, PT017 - words and cases read best on a line
"""Whatever stands in a .dmn file, a test file or a sheet: findings, never a crash, and always an end."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compiler import run_tests
from engine.compiler.loading import load_decisions
from engine.compiler.sheets import yaml_of
from engine.decisions import DecisionError
from engine.decisions.cases import Case, Expected, judge
from engine.feel import FeelError
from engine.language.dmn import read_dmn
from tests.contract.cli.test_decisions_test_command import KIT as KIT_TEST
from tests.unit.engine.language.dmn.test_makers_models import CAMUNDA, KIE, SIGNAVIO, TRISOTECH

MODELS = (CAMUNDA, KIE, TRISOTECH, SIGNAVIO)
TAGS = (
    "definitions import itemDefinition itemComponent typeRef allowedValues typeConstraint functionItem inputData "
    "variable decision informationRequirement requiredInput requiredDecision knowledgeRequirement "
    "requiredKnowledge businessKnowledgeModel encapsulatedLogic formalParameter decisionService outputDecision "
    "inputDecision literalExpression text decisionTable input inputExpression inputValues output outputValues "
    "defaultOutputEntry rule inputEntry outputEntry annotationEntry context contextEntry invocation binding "
    "parameter list relation column row functionDefinition conditional if then else filter in match for return "
    "some every satisfies"
).split()  # fmt: skip
WORDS = st.sampled_from(
    ["a", "b", "c", "a b", "", "number", "string", "#a", "#b", "urn:x#a", "urn:x", "true", "-", "< 5", "1 +", "a.b",
     "function(x) a(x)", "for i in 1..9 return a", "a(1)", '"x"', "UNIQUE", "COLLECT", "SUM", "Java", "list<a>"]
)  # fmt: skip
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        ["name", "id", "href", "typeRef", "namespace", "hitPolicy", "aggregation", "kind", "isCollection",
         "iteratorVariable", "importType", "expressionLanguage"]
    ),
    WORDS,
    max_size=4,
)  # fmt: skip


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def element(tag: str, attributes: dict[str, str], inside: list[str], text: str) -> str:
    written = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>{escaped(text)}{''.join(inside)}</{tag}>"


ELEMENTS = st.recursive(
    st.builds(element, st.sampled_from(TAGS), ATTRIBUTES, st.just([]), WORDS),
    lambda inner: st.builds(element, st.sampled_from(TAGS), ATTRIBUTES, st.lists(inner, max_size=5), WORDS),
    max_leaves=40,
)
HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="urn:x">'


def survives(data: bytes) -> None:
    """Read, compile and ask everything that can be asked."""
    loaded = load_decisions((), {"m.dmn": data})
    assert all(finding.message for finding in loaded.findings)
    usable = {item.name: item.value for item in loaded.loaded if item.value is not None}
    for name, decision in usable.items():
        case = Case(name, {"a": 1, "b": [1, "x"]}, (Expected(name, None),))
        assert len(list(judge(case, usable))) == 1
        try:
            decision.evaluate({"a": 1, "b": [1, "x"]})
        except (DecisionError, FeelError) as error:
            assert str(error)


@settings(deadline=None, max_examples=150)
@given(st.lists(ELEMENTS, max_size=6))
def test_any_tree_of_dmn_elements_is_read_compiled_and_asked(elements: list[str]) -> None:
    survives(f"{HEAD}{''.join(elements)}</definitions>".encode())


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(MODELS), st.data())
def test_model_of_a_maker_with_parts_lost_doubled_or_moved(model: str, data: st.DataObject) -> None:
    parts = model.split("<")
    for _ in range(data.draw(st.integers(1, 4))):
        at, other = data.draw(st.integers(1, len(parts) - 1)), data.draw(st.integers(1, len(parts) - 1))
        match data.draw(st.sampled_from(["lose", "double", "swap", "cut"])):
            case "lose":
                parts[at] = parts[at].partition(">")[2].join(["!-- -->", ""])
            case "double":
                parts[at] = f"{parts[at]}<{parts[at]}"
            case "swap":
                parts[at], parts[other] = parts[other], parts[at]
            case _:
                parts[at] = parts[at][: data.draw(st.integers(0, len(parts[at])))]
    survives("<".join(parts).encode())


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_finding_and_nothing_else(data: bytes) -> None:
    model, findings = read_dmn(data, "m.dmn")

    assert (model is None) == bool([finding for finding in findings if finding.severity == "error"])


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_damaged_test_files_are_findings_or_failures(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(KIT_TEST)))
    damaged = (
        KIT_TEST[:start]
        + data.draw(st.sampled_from(["", "<", ">", "x", "<list>", "&lt;"]))
        + KIT_TEST[start + 7 :]
    )

    run = run_tests({"k/model.dmn": MODELS[0].encode(), "k/model-test-01.xml": damaged.encode()})

    assert run.passed <= run.total
    assert run.total or run.findings or "testCase" not in damaged.partition(">")[2]


CELLS = st.sampled_from(
    ["decision", "name", "hitPolicy", "column", "id", "when", "then", "because", "rule", "values", "default",
     "expression", "fee", "total", "", "> 5", "1 +", '"a"', "U", "=x", 5.5, True, None, "{", "\n", "'"]
) | st.text(max_size=5)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=12))
def test_any_sheet_is_yaml_or_findings_with_cells(cells: list[list[Any]]) -> None:
    found = yaml_of(cells, "a.csv")

    if isinstance(found, str):
        assert found.startswith("lang: 1\n")
    else:
        assert found
        assert all(finding.path and finding.line for finding in found)


def test_boxes_that_nest_without_end_are_a_finding() -> None:
    for depth in (30, 50, 90, 180):
        boxes = "<list>" * depth + "<literalExpression><text>1</text></literalExpression>" + "</list>" * depth
        survives(f'{HEAD}<decision id="a" name="a">{boxes}</decision></definitions>'.encode())


def test_types_that_nest_without_end_are_read() -> None:
    items = '<itemComponent name="a">' * 150 + "</itemComponent>" * 150
    survives(f'{HEAD}<itemDefinition name="t">{items}</itemDefinition></definitions>'.encode())
