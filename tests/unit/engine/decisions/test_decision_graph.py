"""Graphs of decisions: what requires what, types, services, functions, and where it all ends."""

import pytest

from engine.decisions import DecisionError
from engine.feel import FeelError
from tests.support.decision_models import compiled, decision, dmn, errors, given, literal, outcome, value

SQUARE = """<businessKnowledgeModel id="square" name="square"><variable name="square"/><encapsulatedLogic>
<formalParameter name="n" typeRef="number"/>{body}</encapsulatedLogic>{needs}</businessKnowledgeModel>"""
SERVICE = """<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#sum"/>
<inputDecision href="#half"/><inputData href="#x"/></decisionService>"""
PARTS = (
    given("x", "number")
    + decision("half", literal("x / 2"), "input:x")
    + decision("sum", literal("half + x"), "decision:half input:x")
)


def test_decision_sees_the_inputs_and_decisions_that_it_requires() -> None:
    assert value(dmn(PARTS), "sum", x=10) == 15


def test_trace_tells_every_decision_in_the_order_in_which_it_was_made() -> None:
    trace = outcome(dmn(PARTS), "sum", x=10).trace

    made = trace["decisions"]
    assert isinstance(made, list)
    assert [(part["decision"], part["value"]) for part in made if isinstance(part, dict)] == [
        ("half", 5),
        ("sum", 15),
    ]


def test_decision_that_several_require_is_made_once() -> None:
    model = (
        decision("a", literal("1"))
        + decision("b", literal("a"), "decision:a")
        + decision("c", literal("a + b"), "decision:a decision:b")
    )

    made = outcome(dmn(model), "c").trace["decisions"]

    assert isinstance(made, list)
    assert len(made) == 3


def test_long_chain_of_decisions_needs_no_deep_stack() -> None:
    links = "".join(decision(f"d{i}", literal(f"d{i - 1} + 1"), f"decision:d{i - 1}") for i in range(1, 1500))

    assert value(dmn(decision("d0", literal("0")) + links), "d1499") == 1499


def test_requirements_that_go_round_in_a_circle_are_a_finding_and_nobody_hangs() -> None:
    model = (
        decision("a", literal("b"), "decision:b")
        + decision("b", literal("a"), "decision:a")
        + decision("c", literal("a"), "decision:a")
        + decision("free", literal("1"))
    )

    library = compiled(model=dmn(model))

    assert [(f.code, f.message) for f in errors(library)] == [
        ("circle", "requirements go round in a circle: a → b → a")
    ]
    assert library.decisions.keys() >= {"free"}
    assert not library.decisions.keys() & {"a", "b", "c"}


@pytest.mark.parametrize(("x", "expected"), [(5, 5), ("5", None), ([7], 7), (None, None)])
def test_input_is_made_to_fit_its_type_or_is_null(x: object, expected: object) -> None:
    assert value(dmn(given("x", "number") + decision("d", literal("x"), "input:x")), "d", x=x) == expected


TYPES = """<itemDefinition name="tTier"><typeRef>string</typeRef><allowedValues><text>"gold", "silver"</text>
</allowedValues></itemDefinition>
<itemDefinition name="tTiers" isCollection="true"><typeRef>tTier</typeRef>
<typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
<itemDefinition name="tPerson"><itemComponent name="tier"><typeRef>tTier</typeRef></itemComponent>
<itemComponent name="low"><typeRef>number</typeRef></itemComponent>
<itemComponent name="high"><typeRef>number</typeRef><allowedValues><text>? > low</text></allowedValues>
</itemComponent></itemDefinition>
<itemDefinition name="tTree"><itemComponent name="children" isCollection="true"><typeRef>tTree</typeRef>
</itemComponent></itemDefinition>"""


@pytest.mark.parametrize(
    ("kind", "x", "fits"),
    [
        ("tTier", "gold", True),
        ("tTier", "iron", False),
        ("tTiers", ["gold", "silver"], True),
        ("tTiers", ["gold", "iron"], False),
        ("tTiers", ["gold", "gold", "gold"], False),
        ("tTiers", "gold", True),
        ("tPerson", {"tier": "gold", "low": 1, "high": 2}, True),
        ("tPerson", {"tier": "iron", "low": 1, "high": 2}, False),
        ("tPerson", {"tier": "gold", "low": 1, "high": 1}, False),
        ("tPerson", {"tier": "gold"}, False),
        ("tTree", {"children": [{"children": []}]}, True),
        ("list<number>", [1, 2], True),
        ("list<number>", ["a"], False),
        ("feel:number", 1, True),
        ("integer", 1, True),
    ],
)
def test_allowed_values_and_constraints_are_part_of_a_type(kind: str, x: object, fits: bool) -> None:
    kind = kind.replace("<", "&lt;")
    model = TYPES + given("x", kind) + decision("d", literal("x != null"), "input:x")

    assert value(dmn(model), "d", x=x) is fits


def test_result_of_a_decision_has_to_fit_its_type() -> None:
    model = decision("d", literal('"text"'), type_="number") + decision("e", literal("[5]"), type_="number")

    assert (value(dmn(model), "d"), value(dmn(model), "e")) == (None, 5)


def test_service_is_asked_with_its_parameters_and_decides_nothing_that_it_is_given() -> None:
    library = compiled(model=dmn(PARTS + SERVICE))

    assert value(library, "s", half=1, x=10) == 11
    assert value(library, "s", x=10) is None
    assert {reference.path[0] for reference in library.decisions["s"].references} == {"half", "x"}


def test_service_is_a_function_for_decisions_that_require_it() -> None:
    called = decision("d", literal("s(10, 1)"), "knowledge:s")
    wrong = decision("e", literal('s("a", 1)'), "knowledge:s")

    library = compiled(model=dmn(PARTS + SERVICE + called + wrong))

    assert (value(library, "d"), value(library, "e")) == (11, None)


def test_knowledge_is_a_function_with_typed_parameters() -> None:
    bkm = SQUARE.format(body=literal("n * n"), needs="")
    model = bkm + "".join(
        decision(name, literal(text), "knowledge:square")
        for name, text in (("a", "square(3)"), ("b", "square(n: 4)"), ("c", 'square("x")'), ("d", "square()"))
    )

    library = compiled(model=dmn(model))

    assert [value(library, name) for name in "abcd"] == [9, 16, None, None]


def test_knowledge_that_calls_itself_for_ever_is_stopped() -> None:
    bkm = SQUARE.format(body=literal("square(n + 1)"), needs="")
    library = compiled(model=dmn(bkm + decision("d", literal("square(1)"), "knowledge:square")))

    with pytest.raises(FeelError) as stopped:
        library.decisions["d"].evaluate({})

    assert stopped.value.code == "FEEL_TOO_DEEP"


def test_knowledge_may_call_itself_as_long_as_it_ends() -> None:
    bkm = SQUARE.format(body=literal("if n <= 1 then 1 else n * square(n - 1)"), needs="")

    assert value(dmn(bkm + decision("d", literal("square(5)"), "knowledge:square")), "d") == 120


def test_endless_work_in_a_graph_is_stopped_by_its_steps() -> None:
    loops = literal("for a in 1..1000, b in 1..1000 return a + b")

    with pytest.raises(FeelError) as stopped:
        compiled(model=dmn(decision("d", loops))).decisions["d"].evaluate({})

    assert stopped.value.code == "FEEL_BUDGET"


def test_error_in_one_decision_leaves_the_others_usable() -> None:
    model = decision("bad", literal("1 +")) + decision("behind", literal("bad"), "decision:bad")

    library = compiled(model=dmn(model + decision("good", literal("1"))))

    assert [f.code for f in errors(library)] == ["feel-syntax"]
    assert library.decisions.keys() == {"good", "model/good"}


def test_contradiction_in_a_table_of_a_graph_names_the_table() -> None:
    table = """<decisionTable><input><inputExpression><text>x</text></inputExpression></input><output/>
    <rule><inputEntry><text>&lt; 5</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
    <rule><inputEntry><text>&lt; 9</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
    </decisionTable>"""
    library = compiled(model=dmn(given("x") + decision("d", table, "input:x")))

    with pytest.raises(DecisionError) as refused:
        library.decisions["d"].evaluate({"x": 1})

    assert (refused.value.code, refused.value.table) == ("DECISION_NOT_UNIQUE", "d")


IMPORT = (
    '<import name="{name}" namespace="urn:other" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>'
)
OTHER = dmn(
    '<itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>>= 0</text></allowedValues>'
    "</itemDefinition>" + decision("rate", literal("0.5")) + SQUARE.format(body=literal("n * n"), needs=""),
    "other",
    "urn:other",
)


@pytest.mark.parametrize(("name", "prefix"), [("lib", "lib."), ("the lib", "the lib."), ("", "")])
def test_model_uses_what_it_imports(name: str, prefix: str) -> None:
    needs = "decision:urn:other#rate knowledge:urn:other#square input:age"
    text = f"{prefix}rate * {prefix}square(4) + age"
    model = IMPORT.format(name=name) + given("age", f"{prefix}tAge") + decision("d", literal(text), needs)

    library = compiled(model=dmn(model), other=OTHER)

    assert value(library, "d", age=1) == 9
    assert value(library, "d", age=-1) is None


def test_import_of_a_model_that_is_not_there_is_a_finding() -> None:
    (found,) = errors(compiled(model=dmn(IMPORT.format(name="lib"))))

    assert (found.code, found.line) == ("unknown-import", 1)


def test_models_that_import_each_other_end() -> None:
    first = dmn(IMPORT.format(name="o") + decision("a", literal("o.b"), "decision:urn:other#b"), "m", "urn:m")
    back = IMPORT.format(name="m").replace("urn:other", "urn:m")
    second = dmn(back + decision("b", literal("m.a"), "decision:urn:m#a"), "other", "urn:other")

    assert [finding.code for finding in errors(compiled(first=first, second=second))] == ["circle"]
