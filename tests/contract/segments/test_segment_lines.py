"""What is ordered now stands beside what was received, written with the segment that changes it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from adapters.read_model import SqlReadModel
from application.messages import SegmentAnswer
from application.ports.read_model import OrderQuery
from database import create_engine
from engine.interpreter import State, snapshot
from tests.support.kept_promises import broken_lines, records_of
from tests.support.order_bench import Bench, clerk, stimulus
from workflows.adoption import adopt

CHANGING = """
lang: 1
process: changing
version: 1
name: {en: Changing, zh: 变更}
input: {order: any}
messages: {change: {early: refuse}, note: {early: refuse}}
onEvent:
  - message: change
    interrupting: false
    queue: one
    flow: [{id: amend, type: scriptTask, set: {order.lines: =message.lines, order.total: =message.total}}]
  - message: note
    interrupting: false
    queue: one
    flow: [{id: put, type: scriptTask, set: {order.on_hold: true}}]
flow: [{id: work, type: userTask, candidateGroups: [clerks], outcomes: [done]}]
"""
FILES = {"processes/changing.yaml": CHANGING.encode()}
LINE = {"id": "1", "sku": "CUP-001", "quantity": 2}
RECEIVED: dict[str, Any] = {"lines": [LINE], "total": 60}
MORE = [LINE, {"id": "2", "sku": "LAMP-7", "quantity": 1, "got": 1}]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


class Changing:
    """An order that is told to change, by hand."""

    def __init__(self, engine: Engine) -> None:
        self.bench = Bench(engine, FILES, {})
        self.state = self.follow(snapshot(State()), self.bench.begin("T-1", {"order": RECEIVED}))
        self.executed: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *happened: self.executed.append(happened[2]))

    def follow(self, before: bytes, answer: SegmentAnswer) -> State:
        return adopt(self.bench.process, before, answer.segments)[0]

    def tell(self, name: str, **payload: Any) -> None:
        before = snapshot(self.state)
        told = stimulus("MessageArrived", f"{name}-{self.state.seq}", clerk(), name=name, payload=payload)
        request = self.bench.request("T-1", self.state.hash, told)
        self.executed.clear()
        self.state = self.follow(before, self.bench.runner().run(request, before))

    def complaint(self) -> str:
        return broken_lines(self.bench.engine, "T-1", records_of(self.bench.engine, "T-1"))


@pytest.fixture
def order(engine: Engine) -> Changing:
    return Changing(engine)


def test_a_change_is_in_lists_and_on_the_page_and_what_was_received_stays(
    engine: Engine, order: Changing
) -> None:
    # given
    with engine.begin() as connection:
        connection.execute(text("update orders set document = :document"), {"document": '{"lines": []}'})

    # when
    order.tell("change", lines=MORE, total=Decimal("99.50"))

    # then
    model = SqlReadModel(engine)
    page = model.order("T-1")
    assert page is not None
    assert (page.order.total, page.order.changed) == (Decimal("99.50"), True)
    assert page.lines == [LINE, {"id": "2", "sku": "LAMP-7", "quantity": 1}]
    assert page.document == {"lines": []}
    assert [row.number for row in model.orders(OrderQuery(text="lamp-7"))] == ["T-1"]
    assert order.complaint() == ""


def test_the_next_change_takes_the_place_of_the_one_before(order: Changing) -> None:
    # given
    order.tell("change", lines=MORE, total=99)

    # when
    order.tell("change", lines=[], total=0)

    # then
    (row,) = order.bench.rows("select lines, total from orders")
    assert (row.lines, row.total) == ([], 0)
    assert order.complaint() == ""


def test_a_segment_that_leaves_the_goods_alone_writes_nothing_about_them(order: Changing) -> None:
    # given
    order.tell("change", lines=MORE, total=99)
    changing = len(order.executed)

    # when
    order.tell("note")
    noting = len(order.executed)

    # then
    assert noting == changing - 1
    assert order.complaint() == ""


@pytest.mark.parametrize("wrong", ["lines = '[]'", "total = 1", "lines = null"])
def test_the_kept_promises_notice_a_list_that_says_something_else_than_the_records(
    engine: Engine, order: Changing, wrong: str
) -> None:
    # given
    order.tell("change", lines=MORE, total=99)
    assert order.complaint() == ""

    # when
    with engine.begin() as connection:
        connection.execute(text(f"update orders set {wrong}"))  # noqa: S608

    # then
    assert "the read model has" in order.complaint()
