"""The inbox: who sees which task, and what comes first."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert

from adapters.order_book import SqlOrderBook
from adapters.read_model import SqlReadModel
from application.ports.read_model import OrderQuery, TaskQuery
from backoffice import SqlParties
from database.tables import records, tasks
from tests.contract.adapters.test_order_book import received

NOW = datetime.now(UTC)


class Inbox:
    """A read model with one order, and a way to open tasks in it."""

    def __init__(self, engine: Engine, external_number: str = "1", clock: str = "real") -> None:
        self.engine = engine
        order = received(external_number=external_number, clock=clock)
        self.number = SqlOrderBook(engine, SqlParties).enter(order).number
        self.read_model = SqlReadModel(engine)

    def open(self, name: str, **columns: Any) -> str:
        row = {
            "id": f"{self.number}/{name}#1",
            "order_number": self.number,
            "element": name,
            "name": {"en": name, "zh": name},
            "state": "open",
            "candidate_groups": ["order-clerks"],
            "opened_at": NOW - timedelta(hours=1),
            "outcomes": {},
            "instance": 1,
        }
        with self.engine.begin() as connection:
            connection.execute(insert(tasks).values(row | columns))
        return str((row | columns)["id"])

    def seen(self, **query: Any) -> list[str]:
        return [task.element for task in self.read_model.tasks(TaskQuery(**query))]


@pytest.fixture
def inbox(engine: Engine) -> Inbox:
    return Inbox(engine)


def test_person_sees_own_tasks_and_free_ones_of_the_groups(inbox: Inbox) -> None:
    # given
    inbox.open("mine", assignee="li", candidate_groups=[])
    inbox.open("free")
    inbox.open("named", candidate_groups=[], candidate_users=["li"])
    inbox.open("taken", assignee="wang")
    inbox.open("foreign", candidate_groups=["finance"])
    inbox.open("excluded", excluded=["li"])
    inbox.open("done", completed_at=NOW)

    # when
    seen = inbox.seen(person="li", groups=frozenset({"order-clerks"}))

    # then
    assert set(seen) == {"mine", "free", "named"}


def test_mine_leaves_out_what_nobody_has_taken(inbox: Inbox) -> None:
    # given
    inbox.open("mine", assignee="li")
    inbox.open("free")

    # when / then
    assert inbox.seen(person="li", groups=frozenset({"order-clerks"}), assigned_only=True) == ["mine"]


def test_person_without_groups_sees_no_group_task(inbox: Inbox) -> None:
    # given
    inbox.open("free")

    # when / then
    assert inbox.seen(person="li") == []


def test_overdue_comes_first_then_soonest_then_most_important(inbox: Inbox) -> None:
    # given
    inbox.open("undated", priority=90)
    inbox.open("undated_minor", priority=10)
    inbox.open("tomorrow", due=NOW + timedelta(days=1))
    inbox.open("soon", due=NOW + timedelta(hours=1))
    inbox.open("overdue", due=NOW - timedelta(minutes=1))

    # when / then
    assert inbox.seen() == ["overdue", "soon", "tomorrow", "undated", "undated_minor"]
    assert [task.late for task in inbox.read_model.tasks(TaskQuery(limit=2))] == [True, False]


def test_manual_clock_decides_what_is_late(engine: Engine) -> None:
    # given
    inbox = Inbox(engine, clock="manual")
    inbox.open("review", due=NOW - timedelta(days=100))
    row = {"kind": "X", "body": {}, "hash": b"1"}
    before_due = NOW - timedelta(days=101)
    own = {"order_number": inbox.number, "seq": 1, "time": before_due}
    later = {"order_number": Inbox(engine, "2", clock="manual").number, "seq": 2, "time": NOW}
    with engine.begin() as connection:
        connection.execute(insert(records), [row | own, row | later])

    # when
    (task,) = inbox.read_model.tasks(TaskQuery())
    (order,) = inbox.read_model.orders(OrderQuery(text=inbox.number))

    # then
    assert not task.late
    assert not order.late
    assert order.time == before_due


def test_task_is_found_without_its_entry_number(inbox: Inbox) -> None:
    # given
    first = inbox.open("review", completed_at=NOW)
    second = inbox.open("review", id=first.replace("#1", "#2"))

    # when
    newest = inbox.read_model.task(f"{inbox.number}/review")
    exact = inbox.read_model.task(first)

    # then
    assert newest is not None
    assert newest.id == second
    assert exact is not None
    assert exact.completed_at == NOW


def test_outcomes_come_in_the_order_of_the_definition_not_of_the_column(inbox: Inbox) -> None:
    # given
    texts = {name: {"en": name, "zh": name} for name in ("accept", "fix", "reject", "hold")}
    inbox.open("review", outcomes=texts, outcome_order=list(texts))
    inbox.open("from_before", outcomes=texts)

    # when
    found = {task.element: list(task.outcomes) for task in inbox.read_model.tasks(TaskQuery())}

    # then
    assert found["review"] == ["accept", "fix", "reject", "hold"]
    assert set(found["from_before"]) == set(texts)


def test_percent_signs_in_a_name_are_no_wildcards(inbox: Inbox) -> None:
    # given
    inbox.open("review")

    # when / then
    assert inbox.read_model.task(f"{inbox.number}/%") is None
    assert inbox.read_model.orders(OrderQuery(text="%")) == []
