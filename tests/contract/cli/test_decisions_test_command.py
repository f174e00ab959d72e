"""`decisions test`: the kit's format and YAML, one line a failure, and an exit status."""

import json
from pathlib import Path

import pytest

from stack.wiring import main
from tests.support.decision_models import decision, dmn, given, literal

MODEL = dmn(
    given("x", "number") + decision("twice", literal("x * 2"), "input:x") + decision("bad", literal("1 +"))
)
KIT = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>model.dmn</modelName>
  <testCase id="001"><inputNode name="x"><value xsi:type="xsd:decimal">4</value></inputNode>
    <resultNode name="twice"><expected>
      <value xsi:type="xsd:decimal">{expected}</value></expected></resultNode>
  </testCase>
  <testCase id="002"><resultNode name="bad" errorResult="true"><expected><value xsi:nil="true"/></expected>
    </resultNode></testCase>
</testCases>"""
TABLE = """lang: 1
decision: fee
name: Fee
inputs: {total: {expression: order.total}}
outputs: {fee: {}}
rules: [{when: {total: "< 100"}, then: {fee: 10}}, {when: {total: "< 50"}, then: {fee: 5}}]
"""
TESTS = """lang: 1
tests: fee
cases:
  - {name: small, given: {order: {total: 60}}, expect: EXPECTED}
  - {name: two rules, given: {order: {total: 1}}, fails: true}
  - {name: none, given: {order: {total: =10 * 10}}, expect: null}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ORDERFLOW_LANGUAGE", "en")
    monkeypatch.setenv("ORDERFLOW_DEFINITIONS", str(tmp_path / "definitions"))
    (tmp_path / "kit").mkdir()
    (tmp_path / "definitions" / "decisions").mkdir(parents=True)
    (tmp_path / "kit" / "model.dmn").write_bytes(MODEL)
    (tmp_path / "definitions" / "decisions" / "fee.yaml").write_text(TABLE)
    return tmp_path


def kit_test(folder: Path, expected: str) -> Path:
    file = folder / "kit" / "model-test-01.xml"
    file.write_text(KIT.format(expected=expected))
    return file


def yaml_test(folder: Path, expected: str) -> Path:
    file = folder / "definitions" / "decisions" / "fee.test.yaml"
    file.write_text(TESTS.replace("EXPECTED", expected))
    return file


@pytest.mark.parametrize("path", ["kit", "kit/model.dmn", "kit/model-test-01.xml", "."])
def test_cases_of_the_kit_run_from_file_folder_or_above(
    folder: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kit_test(folder, "8")

    status = main(["decisions", "test", path])

    assert (status, capsys.readouterr().out) == (0, "passed 2 of 2\n")


def test_failure_names_place_case_expected_and_actual(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit_test(folder, "9")

    status = main(["decisions", "test", "kit"])

    said = capsys.readouterr().out.splitlines()
    assert status == 1
    assert said == ["kit/model-test-01.xml:4: 001: twice: expected 9, got 8", "passed 1 of 2"]


def test_authors_tests_run_without_a_path(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    yaml_test(folder, "10")

    assert main(["decisions", "test"]) == 0
    assert capsys.readouterr().out == "passed 3 of 3\n"


def test_failure_is_there_for_programs_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    yaml_test(folder, '"10"')

    status = main(["decisions", "test", "--json"])

    said = json.loads(capsys.readouterr().out)
    (failure,) = said["failures"]
    assert (status, said["passed"], said["total"]) == (1, 2, 3)
    assert (failure["case"], failure["expected"], failure["actual"]) == ("small", '"10"', "10")


@pytest.mark.parametrize(
    ("content", "code"),
    [("<testCases", "xml-syntax"), ("<!DOCTYPE x><testCases/>", "xml-doctype"), ("<x/>", "no-test-cases")],
)
def test_tests_that_cannot_be_read_are_findings_and_no_success(
    folder: Path, content: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kit_test(folder, "8").with_name("model-test-02.xml").write_text(content)

    status = main(["decisions", "test", "kit"])

    assert status == 1
    assert f"error {code}:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tests", "code"),
    [
        ("lang: 1\ntests: fee\ncases: [{name: a}]", "missing-field"),
        ("lang: 1\ntests: fee\ncases: [{name: a, expect: =1 +}]", "feel-syntax"),
        ("lang: 1\ntests: fee\ncases: [{name: a, now: today, expect: 1}]", "invalid-moment"),
        ("lang: 1\ntests: fee\ncases: []", "wrong-value"),
    ],
)
def test_wrong_tests_in_yaml_are_findings(
    folder: Path, tests: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    yaml_test(folder, "10").write_text(tests)

    status = main(["decisions", "test"])

    assert status == 1
    assert f"error {code}:" in capsys.readouterr().err


def test_nothing_to_test_is_no_success(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decisions", "test"]) == 1
    assert main(["decisions", "test", "nowhere"]) == 2
    assert "There is no file or directory nowhere." in capsys.readouterr().err


def test_unknown_decision_fails_its_case(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    yaml_test(folder, "10").write_text("lang: 1\ntests: fees\ncases: [{name: a, expect: 1}]")

    assert main(["decisions", "test"]) == 1
    assert "there is no decision `fees`" in capsys.readouterr().out
