"""A business rule task uses what a .dmn file decides exactly as a decision in YAML."""

import pytest

from engine.compiler import Library, compile_definitions
from tests.support.decision_models import decision, dmn, given, literal

PROCESS = """lang: 1
process: sample
version: 1
name: Sample
input: {total: any}
variables: {level: {}}
flow:
  - {id: check, type: businessRuleTask, decision: DECISION, output: level}
"""
MODEL = given("total", "number") + decision(
    "Approval level", literal("if total > 100 then 2 else 1"), "input:total"
)
OTHER = '<import name="lib" namespace="urn:lib"/>' + decision("d", literal("lib.e"), "decision:urn:lib#e")


def library(body: str, name: str = "Approval level", process: str = PROCESS, **more: bytes) -> Library:
    files = {
        "processes/sample.yaml": process.replace("DECISION", name).encode(),
        "decisions/m.dmn": dmn(body),
    }
    return compile_definitions(files | {f"decisions/{stem}.dmn": data for stem, data in more.items()}, {})


def digest(found: Library) -> str:
    assert found.errors == ()
    return found.processes["sample", 1].digest


def test_process_carries_the_decision_that_it_uses() -> None:
    process = library(MODEL).processes["sample", 1]

    assert process.decisions["Approval level"].evaluate({"total": 101}).value == 2


def test_digest_changes_with_the_logic_and_not_with_its_looks() -> None:
    before = digest(library(MODEL))

    assert digest(library(MODEL.replace("> 100", "> 99"))) != before
    assert (
        digest(
            library("\n<!-- a remark -->\n" + MODEL.replace('id="total" name', 'label="x" id="total" name'))
        )
        == before
    )


def test_digest_changes_with_what_the_model_imports() -> None:
    def with_imported(text: str) -> str:
        return digest(library(OTHER, "d", lib=dmn(decision("e", literal(text)), "lib", "urn:lib")))

    assert with_imported("1") != with_imported("2")


@pytest.mark.parametrize(
    ("body", "name", "code"),
    [
        (MODEL, "Aproval level", "unknown-decision"),
        (MODEL.replace("total", "sum_of_lines"), "Approval level", "missing-decision-input"),
        (MODEL.replace("then 2", "then"), "Approval level", "uses-broken"),
    ],
)
def test_wrong_use_of_a_model_is_a_finding_at_the_task(body: str, name: str, code: str) -> None:
    found = [finding for finding in library(body, name).findings if finding.file == "processes/sample.yaml"]

    assert [(finding.code, finding.line) for finding in found] == [(code, 8)]
