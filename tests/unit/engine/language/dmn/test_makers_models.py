# ruff: noqa: E501 - XML as tools write it
"""Models as the modellers of other makers write them are read as they are."""

from decimal import Decimal
from typing import Any

import pytest

from tests.support.decision_models import compiled, errors, value

CAMUNDA = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dish" name="Dish"
  namespace="http://camunda.org/schema/1.0/dmn" exporter="Camunda Modeler" exporterVersion="5.0"
  xmlns:camunda="http://camunda.org/schema/1.0/dmn" xmlns:biodi="http://bpmn.io/schema/dmn/biodi/2.0"
  xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/">
  <decision id="dish-decision" name="Dish Decision" camunda:historyTimeToLive="P30D">
    <informationRequirement id="r1"><requiredDecision href="#season" /></informationRequirement>
    <decisionTable id="t" hitPolicy="FIRST" biodi:annotationsWidth="400">
      <input id="i1" label="Season" biodi:width="192" camunda:inputVariable="currentSeason">
        <inputExpression id="e1" typeRef="string" expressionLanguage="feel"><text>season</text></inputExpression>
        <inputValues id="v1"><text>"Winter","Summer"</text></inputValues></input>
      <input id="i2" label="How many guests">
        <inputExpression id="e2" typeRef="integer"><text>guestCount</text></inputExpression></input>
      <output id="o1" label="Dish" name="desiredDish" typeRef="string" />
      <rule id="r-1"><description>Winter</description>
        <inputEntry id="c1"><text>"Winter"</text></inputEntry>
        <inputEntry id="c2"><text><![CDATA[<= 8]]></text></inputEntry>
        <outputEntry id="c3"><text>"Spareribs"</text></outputEntry></rule>
      <rule id="r-2"><inputEntry id="c4"><text></text></inputEntry>
        <inputEntry id="c5" expressionLanguage="feel"><text>&gt; 0</text></inputEntry>
        <outputEntry id="c6"><text>"Steak"</text></outputEntry></rule>
    </decisionTable></decision>
  <decision id="season" name="season"><variable id="x" name="season" typeRef="string" />
    <literalExpression id="l"><text>if temperature &lt; 10 then "Winter" else "Summer"</text></literalExpression>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram><dmndi:DMNShape dmnElementRef="season">
    <dc:Bounds height="80" width="180" x="1" y="1" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>"""

KIE = """<?xml version="1.0" encoding="UTF-8" ?>
<dmn:definitions xmlns:dmn="http://www.omg.org/spec/DMN/20180521/MODEL/" xmlns="https://kiegroup.org/dmn/_1"
  xmlns:feel="http://www.omg.org/spec/DMN/20180521/FEEL/" xmlns:kie="http://www.drools.org/kie/dmn/1.2"
  xmlns:dmndi="http://www.omg.org/spec/DMN/20180521/DMNDI/" id="_0" name="Traffic Violation"
  expressionLanguage="http://www.omg.org/spec/DMN/20180521/FEEL/" typeLanguage="http://www.omg.org/spec/DMN/20180521/FEEL/"
  namespace="https://kiegroup.org/dmn/_1">
  <dmn:extensionElements/>
  <dmn:itemDefinition id="_1" name="tViolation" isCollection="false">
    <dmn:itemComponent id="_2" name="Actual Speed" isCollection="false"><dmn:typeRef>feel:number</dmn:typeRef></dmn:itemComponent>
    <dmn:itemComponent id="_3" name="Speed Limit" isCollection="false"><dmn:typeRef>number</dmn:typeRef></dmn:itemComponent>
  </dmn:itemDefinition>
  <dmn:inputData id="_4" name="Violation"><dmn:extensionElements/>
    <dmn:variable id="_5" name="Violation" typeRef="tViolation"/></dmn:inputData>
  <dmn:businessKnowledgeModel id="_6" name="Fee"><dmn:variable id="_7" name="Fee" typeRef="number"/>
    <dmn:encapsulatedLogic id="_8" kind="FEEL"><dmn:formalParameter id="_9" name="over limit" typeRef="number"/>
      <dmn:literalExpression id="_10"><dmn:text>over limit * 10</dmn:text></dmn:literalExpression>
    </dmn:encapsulatedLogic></dmn:businessKnowledgeModel>
  <dmn:decision id="_11" name="Fine"><dmn:variable id="_12" name="Fine" typeRef="feel:number"/>
    <dmn:informationRequirement id="_13"><dmn:requiredInput href="#_4"/></dmn:informationRequirement>
    <dmn:knowledgeRequirement id="_14"><dmn:requiredKnowledge href="https://kiegroup.org/dmn/_1#_6"/></dmn:knowledgeRequirement>
    <dmn:authorityRequirement id="_15"><dmn:requiredAuthority href="#_99"/></dmn:authorityRequirement>
    <dmn:invocation id="_16"><dmn:literalExpression id="_17"><dmn:text>Fee</dmn:text></dmn:literalExpression>
      <dmn:binding><dmn:parameter id="_18" name="over limit"/><dmn:literalExpression id="_19">
        <dmn:text>Violation.Actual Speed - Violation.Speed Limit</dmn:text></dmn:literalExpression></dmn:binding>
    </dmn:invocation></dmn:decision>
  <dmn:knowledgeSource id="_99" name="The law"/>
  <dmn:textAnnotation id="_100"><dmn:text>a remark</dmn:text></dmn:textAnnotation>
  <dmn:association id="_101"><dmn:sourceRef href="#_11"/><dmn:targetRef href="#_100"/></dmn:association>
</dmn:definitions>"""

TRISOTECH = """<semantic:definitions xmlns:semantic="https://www.omg.org/spec/DMN/20230324/MODEL/"
  xmlns:triso="http://www.trisotech.com/2015/triso/modeling" xmlns:feel="https://www.omg.org/spec/DMN/20230324/FEEL/"
  xmlns:ns1="http://www.trisotech.com/definitions/_x" id="_x" name="Rates" namespace="http://www.trisotech.com/definitions/_x"
  exporter="DMN Modeler" triso:logoChoice="Default">
  <semantic:extensionElements><triso:tags/></semantic:extensionElements>
  <semantic:itemDefinition name="tRates" isCollection="true" typeLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/">
    <semantic:typeRef>feel:number</semantic:typeRef></semantic:itemDefinition>
  <semantic:decision id="_d" name="Best &#10; rate" triso:useOutputTypeAsAnswer="false">
    <semantic:variable name="Best &#10; rate" typeRef="number"/>
    <semantic:informationRequirement><semantic:requiredInput href="#_i"/></semantic:informationRequirement>
    <semantic:literalExpression typeRef="Any" triso:expressionId="_1"><semantic:text>min(Rates)</semantic:text>
    </semantic:literalExpression></semantic:decision>
  <semantic:inputData id="_i" name="Rates"><semantic:variable name="Rates" typeRef="ns1:tRates"/></semantic:inputData>
</semantic:definitions>"""

SIGNAVIO = """<definitions xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" name="Discount"
  xmlns:signavio="http://www.signavio.com/schema/dmn/1.2/" namespace="http://www.signavio.com/dmn/1.2/diagram/1.xml"
  xmlns:feel="http://www.omg.org/spec/DMN/20180521/FEEL/" expressionLanguage="http://www.omg.org/spec/DMN/20180521/FEEL/">
  <itemDefinition id="t" name="tier" label="Tier"><typeRef>string</typeRef>
    <allowedValues><text>"gold","silver"</text></allowedValues></itemDefinition>
  <inputData id="i" name="tier" label="Tier"><variable name="tier" typeRef="tier"/></inputData>
  <decision id="d" name="discount" label="Discount" signavio:diagramId="9">
    <variable name="discount" label="Discount" typeRef="feel:number"/>
    <question>How much?</question>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE" outputLabel="Discount"><input label="Tier"><inputExpression><text>tier</text></inputExpression></input>
      <output name="discount" typeRef="feel:number"/><annotation name="Why"/>
      <rule><inputEntry><text>"gold"</text></inputEntry><outputEntry><text>10</text></outputEntry>
        <annotationEntry><text>best customers</text></annotationEntry></rule>
      <rule><inputEntry><text>not("gold")</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
    </decisionTable></decision></definitions>"""


@pytest.mark.parametrize(
    ("model", "name", "values", "expected"),
    [
        (CAMUNDA, "Dish Decision", {"temperature": 5, "guestCount": 8}, "Spareribs"),
        (CAMUNDA, "Dish Decision", {"temperature": 25, "guestCount": 8}, "Steak"),
        (KIE, "Fine", {"Violation": {"Actual Speed": 130, "Speed Limit": 100}}, 300),
        (TRISOTECH, "Best rate", {"Rates": [3, 2, 4]}, 2),
        (SIGNAVIO, "discount", {"tier": "gold"}, 10),
    ],
)
def test_model_of_another_maker_decides(model: str, name: str, values: dict[str, Any], expected: Any) -> None:
    library = compiled(model=model)

    assert errors(library) == []
    assert value(library, name, **values) == expected


def test_names_that_nothing_declares_have_to_be_given_and_are_told() -> None:
    library = compiled(model=CAMUNDA)

    told = [(f.code, f.severity, f.line) for f in library.findings if f.code == "undeclared-input"]
    assert told == [("undeclared-input", "warning", 13), ("undeclared-input", "warning", 24)]
    paths = {reference.path for reference in library.decisions["Dish Decision"].references}
    assert paths == {("guestCount",), ("temperature",)}


OLDEST = """<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn11.xsd" id="d" name="d"
  namespace="http://camunda.org/schema/1.0/dmn">
  <decision id="rate" name="score"><decisionTable id="t">
    <input id="i"><inputExpression id="e" typeRef="integer"><text>score</text></inputExpression></input>
    <output id="o" name="rate" typeRef="double"/>
    <rule id="r"><inputEntry id="c"><text>&gt; 5</text></inputEntry>
      <outputEntry id="p"><text>score / 10</text></outputEntry></rule>
  </decisionTable></decision></definitions>"""


def test_decision_that_has_the_name_of_what_it_tests_is_given_it() -> None:
    library = compiled(model=OLDEST)

    assert errors(library) == []
    assert value(library, "score", score=8) == Decimal("0.8")


def test_annotation_of_a_rule_is_in_the_trace() -> None:
    trace: Any = compiled(model=SIGNAVIO).decisions["discount"].evaluate({"tier": "gold"}).trace

    assert trace["fired"][0]["annotation"] == "best customers"


@pytest.mark.parametrize(
    ("model", "code", "line"),
    [
        ("<definitions/>", "unknown-dmn-version", 1),
        (SIGNAVIO.replace("20180521/MODEL", "20991231/MODEL"), "unknown-dmn-version", 1),
        (SIGNAVIO.replace("<text>10</text>", "<text>10 +</text>"), "feel-syntax", 13),
        (SIGNAVIO.replace('hitPolicy="UNIQUE"', 'hitPolicy="LUCKY"'), "hit-policy", 11),
        (SIGNAVIO.replace('href="#i"', 'href="#gone"'), "unknown-requirement", 10),
        (CAMUNDA.replace('<inputEntry id="c4"><text></text></inputEntry>', ""), "rule-width", 19),
        (CAMUNDA.replace('id="l">', 'id="l" expressionLanguage="juel">'), "unknown-expression-language", 24),
        (KIE.replace('id="_11"', 'id="_4"'), "duplicate-id", 18),
    ],
)
def test_what_cannot_be_used_is_a_finding_with_place_and_cure(model: str, code: str, line: int) -> None:
    found = [f for f in compiled(model=model).findings if f.code == code]

    assert [f.line for f in found] == [line]
    assert found[0].cure
    assert found[0].file == "decisions/model.dmn"
