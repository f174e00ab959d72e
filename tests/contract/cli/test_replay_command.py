"""Replays of real orders: code, records, exported histories."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from sqlalchemy import text

from database import create_engine
from tests.contract.cli.conftest import CommandLine, exported


def test_replay_says_that_code_and_records_agree(orderflow: CommandLine) -> None:
    # given
    number = orderflow.accepted("replay")

    # when
    said = orderflow("replay", number)

    # then
    assert said.status == 0
    assert "the code does the same again" in said.out
    assert re.search(r"the hash chain is whole \(\d+\)", said.out)
    assert "task “Review” completed: Accept  (by lin.mei)" in said.out


def test_replay_finds_an_altered_record(orderflow: CommandLine) -> None:
    # given
    number = orderflow.accepted("forged")
    engine = create_engine(orderflow.stack.database_url)
    forge = text(
        "update records set body = jsonb_set(body, '{outcome}', '\"reject\"')"
        " where order_number = :number and kind = 'UserTaskCompleted' and element = 'review' returning seq"
    )
    with engine.begin() as connection:
        forged = connection.scalar(forge, {"number": number})
    engine.dispose()

    # when
    said = orderflow("replay", number)

    # then
    assert said.status == 1
    assert f"RECORDS ALTERED: the hash chain breaks at record {forged}" in said.out


def test_replay_reads_an_exported_history(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    number = orderflow.accepted("exported")
    file = tmp_path / "history.json"
    file.write_text(asyncio.run(exported(orderflow.stack, number)), encoding="utf-8")

    # when
    said = orderflow("replay", str(file), "--json")

    # then
    assert said.status == 0
    assert said.json["number"] == number
    assert [verdict["problem"] for verdict in said.json["verdicts"]] == [None]


def test_exported_history_is_replayed_without_any_server(
    orderflow: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    number = orderflow.accepted("alone")
    file = tmp_path / "history.json"
    file.write_text(asyncio.run(exported(orderflow.stack, number)), encoding="utf-8")
    monkeypatch.setenv("ORDERFLOW_DATA_DIR", str(tmp_path / "nothing"))
    monkeypatch.delenv("DATABASE_URL")

    # when
    said = orderflow("replay", str(file))

    # then
    assert said.status == 0
    assert f"{number} run" in said.out
    assert "the code does the same again" in said.out
    assert "its records were not checked" in said.out


def test_replay_of_something_else_is_refused(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    file = tmp_path / "history.json"
    file.write_text(json.dumps({"events": []}))

    # when
    said = orderflow("replay", str(file))

    # then
    assert said.status == 1
    assert "cannot be replayed" in said.err
