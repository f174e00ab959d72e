"""Submitting: good orders go through, and the same one sent again is the same order."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from database import create_engine
from database.tables import orders
from tests.contract.cli.conftest import CommandLine, order


def test_order_is_received_and_its_repetition_is_told(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    file = tmp_path / "order.json"
    file.write_text(json.dumps(order("twice")))

    # when
    first = orderflow("submit", str(file), "--process", "desk-order")
    second = orderflow("submit", str(file), "--process", "desk-order", "--as", "lin.mei")

    # then
    number = first.out.split()[-1]
    assert (first.status, second.status) == (0, 0)
    assert first.out == f"shop/twice/1: received as {number}\n"
    assert second.out == f"shop/twice/1: 此前已接收，订单号 {number}\n"


def test_good_orders_of_a_file_go_through_beside_bad_ones(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    bad = order("bad") | {"lines": [{"sku": "CUP-001", "quantity": -1, "unit_price": 30}], "colour": "red"}
    file = tmp_path / "orders.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in (order("good-1"), bad, order("good-2"))))

    # when
    said = orderflow("submit", str(file), "--process", "desk-order")

    # then
    assert said.status == 1
    assert {"shop/good-1/1:", "shop/good-2/1:"} <= set(said.out.split())
    findings = said.err.splitlines()
    assert all(finding.startswith(f"{file}:2:") for finding in findings)
    assert any("lines[0].quantity is -1" in finding for finding in findings)
    assert any("colour is not a field" in finding for finding in findings)


def test_findings_are_told_in_the_language_of_the_person(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    file = tmp_path / "order.json"
    file.write_text(json.dumps(order("in-chinese") | {"currency": "RMB"})[:-1])

    # when
    cut_off = orderflow("submit", str(file), "--process", "desk-order", "--as", "lin.mei")
    file.write_text(json.dumps(order("in-chinese") | {"currency": "RMB"}))
    wrong = orderflow("submit", str(file), "--process", "desk-order", "--as", "lin.mei")

    # then
    assert "错误 json-syntax: 无法按 JSON 读取：内容没有写完就结束了 — 文件不完整" in cut_off.err
    assert "currency 是 文本 'RMB'；没有这种货币" in wrong.err
    assert "是否指 CNY？" in wrong.err


def test_other_content_under_a_known_number_is_told(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    number = orderflow.submit("contradiction")
    file = tmp_path / "order.json"
    file.write_text(json.dumps(order("contradiction") | {"priority": 90}))

    # when
    said = orderflow("submit", str(file), "--process", "desk-order")

    # then
    assert said.status == 1
    assert f"already received as {number}" in said.out
    assert "higher revision" in said.out


def test_twenty_at_once_are_one_order(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    file = tmp_path / "order.json"
    file.write_text(json.dumps([order("race")] * 20))

    # when
    said = orderflow("submit", str(file), "--process", "desk-order", "--json")

    # then
    received = said.json["received"]
    assert len(received) == 20
    assert len({receipt["number"] for receipt in received}) == 1
    assert [receipt["outcome"] for receipt in received].count("accepted") == 1
    assert _rows(orderflow, "race") == 1


def test_unknown_process_is_refused_with_the_known_ones(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    file = tmp_path / "order.json"
    file.write_text(json.dumps(order("nowhere")))

    # when
    said = orderflow("submit", str(file), "--process", "desk-ordr")

    # then
    assert said.status == 1
    assert "no process “desk-ordr”" in said.err
    assert "desk-order" in said.err
    assert _rows(orderflow, "nowhere") == 0


def test_missing_file_is_wrong_usage(orderflow: CommandLine) -> None:
    # given / when
    said = orderflow("submit", "nowhere.yaml")

    # then
    assert (said.status, said.err) == (2, "nowhere.yaml cannot be read: No such file or directory.\n")


def _rows(orderflow: CommandLine, external_number: str) -> int:
    engine = create_engine(orderflow.stack.database_url)
    query = select(func.count()).where(orders.c.external_number == external_number)
    with engine.connect() as connection:
        found = connection.scalar(query)
    engine.dispose()
    return found or 0


def test_directory_stands_for_the_order_files_below_it(orderflow: CommandLine, tmp_path: Path) -> None:
    # given
    (tmp_path / "inside").mkdir()
    (tmp_path / "a.json").write_text(json.dumps(order("dir-a")))
    (tmp_path / "inside" / "b.yaml").write_text(json.dumps(order("dir-b")))
    (tmp_path / "readme.txt").write_text("not an order")

    # when
    said = orderflow("submit", str(tmp_path), "--process", "desk-order", "--json")

    # then
    assert said.status == 0
    assert [one["identity"] for one in said.json["received"]] == ["shop/dir-a/1", "shop/dir-b/1"]


def _unless(broken: Path, read: Callable[[Path], bytes]) -> Callable[[Path], bytes]:
    """Reading that one file is forbidden to, which root would be allowed all the same."""

    def read_bytes(path: Path) -> bytes:
        if path == broken:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return read(path)

    return read_bytes


def test_what_cannot_be_read_holds_up_no_other_file(
    orderflow: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    good, empty, broken = tmp_path / "good.json", tmp_path / "empty", tmp_path / "broken.json"
    good.write_text(json.dumps(order("beside-broken")))
    empty.mkdir()
    broken.write_text("")
    monkeypatch.setattr(Path, "read_bytes", _unless(broken, Path.read_bytes))

    # when
    files = [str(path) for path in (broken, empty, good)]
    said = orderflow("submit", *files, "--process", "desk-order", "--as", "lin.mei")

    # then
    assert said.status == 1
    assert said.out.startswith("shop/beside-broken/1: 已接收")
    unreadable, nothing = said.err.splitlines()
    assert unreadable.startswith(f"{broken}: 错误 unreadable-file: 无法读取：Permission denied")
    assert nothing.startswith(f"{empty}: 错误 no-orders: 此目录下没有")
