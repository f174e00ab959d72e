"""The authors' commands: no server, every finding with its place and cure."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stack.wiring import main

DEFINITIONS = Path(__file__).parent / "definitions"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the test definitions to write into; no server anywhere."""
    root = tmp_path / "definitions"
    shutil.copytree(DEFINITIONS, root)
    monkeypatch.setenv("ORDERFLOW_DEFINITIONS", str(root))
    monkeypatch.setenv("ORDERFLOW_LANGUAGE", "en")
    monkeypatch.setenv("ORDERFLOW_DATA_DIR", str(tmp_path / "var"))
    for name in ("TEMPORAL_ADDRESS", "DATABASE_URL", "ORDERFLOW_PERSON"):
        monkeypatch.delenv(name, raising=False)
    return root


def process(workspace: Path) -> Path:
    return workspace / "processes" / "desk-order.yaml"


def test_sound_definitions_pass(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # given / when
    status = main(["definitions", "check"])

    # then
    said = capsys.readouterr()
    assert (status, said.out) == (0, "")
    sound = "changing-order@1, decided-order@1, desk-order@1, four-eyes-order@1"
    assert said.err == f"8 files, 0 errors, 0 warnings; sound: {sound}\n"


def test_calendar_that_ends_soon_is_a_warning(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # given: a deadline in working time, and a calendar that ends in ten days
    last = datetime.now(UTC).date() + timedelta(days=10)
    (workspace / "calendars").mkdir()
    (workspace / "calendars" / "desk.yaml").write_text(
        "lang: 1\ncalendar: desk\nname: Desk\nzone: UTC\n"
        f'covered: {{first: 2026-01-01, last: {last}}}\nweek: {{monday: ["09:00-17:00"]}}\n'
    )
    text = (
        process(workspace)
        .read_text()
        .replace("due: PT10M", "due: {in: PT10M, working: true, calendar: desk}")
    )
    process(workspace).write_text(text)

    # when
    status = main(["definitions", "check"])

    # then
    said = capsys.readouterr()
    assert status == 0
    assert f"desk.yaml: warning calendar-ends-soon: the calendar `desk` ends on {last}" in said.out
    assert "desk-order@1" in said.out
    assert "0 errors, 1 warning;" in said.err


def test_every_finding_has_file_line_column_and_cure(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    broken = process(workspace).read_text().replace("type: userTask", "type: usrTask", 1)
    process(workspace).write_text(
        broken.replace("candidateGroups: [warehouse]", "candidateGroup: [warehouse]")
    )
    line = broken[: broken.index("usrTask")].count("\n") + 1

    # when
    status = main(["definitions", "check"])

    # then
    findings = capsys.readouterr().out.splitlines()
    assert status == 1
    assert any(f"desk-order.yaml:{line}:" in finding and "userTask" in finding for finding in findings)
    assert any("candidateGroups" in finding for finding in findings)


def test_findings_are_there_for_programs_too(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # given
    process(workspace).write_text("lang: [")

    # when
    status = main(["definitions", "check", "--json"])

    # then
    checked = json.loads(capsys.readouterr().out)
    assert status == 1
    assert not checked["sound"]
    assert checked["findings"][0]["line"] == 2
    assert checked["findings"][0]["cure"]


def test_single_file_is_checked_against_the_others(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    text = process(workspace).read_text().replace("process: desk-order", "process: my-order")
    mine = tmp_path / "my-order.yaml"
    mine.write_text(text)
    process(workspace).write_text("broken: [")  # somebody else's problem

    # when
    status = main(["definitions", "check", str(mine)])

    # then
    assert status == 0
    assert "sound: my-order@1" in capsys.readouterr().err


def test_release_pins_the_digest_and_a_change_is_found(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    released = main(["definitions", "release", "desk-order@1"])
    again = main(["definitions", "release", "desk-order"])
    process(workspace).write_text(process(workspace).read_text().replace("PT10M", "PT20M"))
    capsys.readouterr()

    # when
    status = main(["definitions", "check"])
    changed = main(["definitions", "release", "desk-order@1"])

    # then
    said = capsys.readouterr()
    assert (released, again) == (0, 0)
    assert (status, changed) == (1, 1)
    assert "released-changed" in said.out
    assert "raise the version" in said.err


def test_release_of_a_caller_demands_the_version_that_it_calls(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given
    call = "{id: more, type: callActivity, process: desk-order, wait: false, input: {order: =order}}"
    caller = process(workspace).with_name("caller.yaml")
    text = f"lang: 1\nprocess: caller\nversion: 1\nname: Caller\ninput: {{order: any}}\nflow: [{call}]\n"
    caller.write_text(text)

    # when
    floating = main(["definitions", "release", "caller"])
    said = capsys.readouterr().err
    caller.write_text(text.replace("desk-order,", "desk-order, version: 1,"))
    pinned = main(["definitions", "release", "caller"])

    # then
    assert (floating, pinned) == (1, 0)
    assert "more: desk-order@1" in said
    assert "Write `version:` on these calls" in said


def test_list_and_show_tell_what_there_is(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # given
    main(["definitions", "release", "desk-order"])
    capsys.readouterr()

    # when
    main(["definitions", "list", "--json"])
    listed = json.loads(capsys.readouterr().out)
    main(["definitions", "show", "desk-order", "--json"])
    shown = json.loads(capsys.readouterr().out)

    # then
    assert [(item["name"], item["version"], item["status"]) for item in listed] == [
        ("changing-order", 1, "draft"),
        ("decided-order", 1, "draft"),
        ("desk-order", 1, "released"),
        ("four-eyes-order", 1, "draft"),
    ]
    assert shown["digest"] == listed[2]["digest"]
    assert [stage["id"] for stage in shown["stages"]] == ["review", "payment"]
    assert {"id": "review", "type": "UserTask"} in shown["elements"]


def test_unknown_process_names_the_known_ones(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # given / when
    status = main(["definitions", "show", "desk-ordr"])

    # then
    assert status == 1
    known = "changing-order@1, decided-order@1, desk-order@1, four-eyes-order@1"
    assert f"Known: {known}." in capsys.readouterr().err


def test_path_that_is_not_there_is_wrong_usage(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # given / when
    status = main(["definitions", "check", "nowhere"])

    # then
    assert (status, capsys.readouterr().err) == (2, "There is no file or directory nowhere.\n")


def test_without_a_stack_the_cure_is_said(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # given / when
    status = main(["orders"])

    # then
    said = capsys.readouterr().err
    assert status == 3
    assert "`make run`" in said
    assert "Traceback" not in said


def test_help_tells_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    # given / when
    status = main(["--help"])

    # then
    said = capsys.readouterr().out
    assert status == 0
    for command in ("submit", "orders", "order", "tasks", "task", "message", "incident", "replay", "clock"):
        assert f" {command} " in said


def test_wrong_usage_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    # given / when
    status = main(["orders", "--limit", "many"])

    # then
    assert status == 2
    assert "--limit" in capsys.readouterr().err
