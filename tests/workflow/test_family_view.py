"""What people see of a family: the tree on the parent's page, what is wrong below it, whose task it is."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from temporalio.common import SearchAttributeKey

from adapters import oversight
from adapters.read_model import SqlReadModel
from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import established
from application.messages import (
    CHANNEL_ATTRIBUTE,
    CUSTOMER_ATTRIBUTE,
    PROCESS_ATTRIBUTE,
    STAGE_ATTRIBUTE,
    StartOrder,
)
from application.ports.read_model import Below, OrderQuery, TaskQuery
from application.ports.runtime import Shown
from tests.support.order_bench import Orders, clerk
from tests.support.posting import post_letter
from tests.workflow.test_family import all_delivered, child, inspect
from tests.workflow.test_sweep import round_of, until


def read_model(orders: Orders) -> SqlReadModel:
    return SqlReadModel(orders.bench.engine)


def wreck(orders: Orders, number: str, **columns: object) -> None:
    with orders.bench.engine.begin() as connection:
        for name, value in columns.items():
            statement = text(f"update orders set {name} = :value where number = :number")  # noqa: S608
            connection.execute(statement, {"value": value, "number": number})


async def test_a_page_shows_the_tree_of_called_orders(family: Orders) -> None:
    parent = await family.start({"skus": ["A", "B"]})
    await inspect(family, child(family, parent, 1))
    await family.open_task(child(family, parent, 2), "inspect")
    await all_delivered(family)

    page = read_model(family).order(parent.id)

    assert page is not None
    members = {m.number: (m.called_by, m.parent, m.status) for m in page.family.members}
    assert members == {
        parent.id: (None, None, "running"),
        f"{parent.id}.1": ("call[A]", parent.id, "completed"),
        f"{parent.id}.2": ("call[B]", parent.id, "running"),
    }
    assert [task.order_number for task in page.tasks if task.completed_at is None] == [f"{parent.id}.2"]
    assert page.family.letters == []


async def test_lists_show_top_level_orders_and_count_what_is_wrong_below(family: Orders) -> None:
    parent = await family.start({"skus": ["A", "B"]})
    for number in (1, 2):
        await family.open_task(child(family, parent, number), "inspect")
    wreck(family, f"{parent.id}.1", open_incidents=2)
    wreck(family, f"{parent.id}.2", needs_engineer="stuck")

    model = read_model(family)

    (row,) = model.orders(OrderQuery())
    assert (row.number, row.below) == (parent.id, Below(open=2, incidents=2, late=0, needs_engineer=1))
    assert [r.number for r in model.orders(OrderQuery(incidents=True))] == [parent.id]
    assert [r.number for r in model.orders(OrderQuery(needs_engineer=True))] == [parent.id]
    numbers = {r.number for r in model.orders(OrderQuery(children=True))}
    assert numbers == {parent.id, f"{parent.id}.1", f"{parent.id}.2"}


async def test_a_child_that_is_stuck_is_seen_at_its_parent(
    family: Orders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oversight, "QUIET", timedelta(0))
    parent = await family.start({"skus": ["A"]})
    await family.open_task(child(family, parent), "inspect")
    await child(family, parent).terminate("by hand")
    sweep, model = round_of(family), read_model(family)

    async def shown() -> int:
        await sweep()
        rows = await asyncio.to_thread(model.orders, OrderQuery(needs_engineer=True))
        return sum(row.below.needs_engineer for row in rows if row.number == parent.id)

    assert await until(shown) == 1
    page = await asyncio.to_thread(model.order, parent.id)
    assert page is not None
    (below,) = (member for member in page.family.members if member.parent is not None)
    assert below.needs_engineer == "its workflow was ended from outside (terminated)"


async def test_temporals_pages_find_a_child_by_its_parents_customer_and_channel(family: Orders) -> None:
    family.bench.enter("T-shown")
    process = family.bench.process
    digest, skus = process.digest, {"skus": ["A"]}
    start = StartOrder("T-shown", process.name, process.version, digest, "real", clerk("system"), skus)
    runtime = TemporalRuntime(established(family.client), family.queue)
    await runtime.start(start, Shown("shown", "C-1", "web-shop"))
    parent = family.client.get_workflow_handle("T-shown")
    await family.open_task(child(family, parent), "inspect")

    found = (await child(family, parent).describe()).typed_search_attributes

    wanted = {
        PROCESS_ATTRIBUTE: "line",
        CUSTOMER_ATTRIBUTE: "C-1",
        CHANNEL_ATTRIBUTE: "web-shop",
        STAGE_ATTRIBUTE: "making",
    }
    assert {name: found.get(SearchAttributeKey.for_keyword(name)) for name in wanted} == wanted


async def test_a_late_child_makes_its_parent_late_in_lists(family: Orders) -> None:
    parent = await family.start({"skus": ["A"]})
    await family.open_task(child(family, parent), "inspect")
    with family.bench.engine.begin() as connection:
        connection.exec_driver_sql("update tasks set due = now() - interval '1 hour'")

    (row,) = read_model(family).orders(OrderQuery(late=True))

    assert (row.number, row.late, row.below.late) == (parent.id, False, 1)


async def test_the_inbox_names_the_order_at_the_top(family: Orders) -> None:
    parent = await family.start({"skus": ["A"]})
    await family.open_task(child(family, parent), "inspect")

    model = read_model(family)

    (task,) = model.tasks(TaskQuery(groups=frozenset({"clerks"})))
    assert (task.order_number, task.root) == (f"{parent.id}.1", parent.id)
    assert [t.id for t in model.tasks(TaskQuery(number=parent.id))] == [task.id]


async def test_a_letter_to_an_order_that_has_ended_is_shown_as_not_delivered(family: Orders) -> None:
    parent = await family.start({"skus": ["A"]})
    await inspect(family, child(family, parent))
    await all_delivered(family)
    hurry = {"id": "x", "kind": "MessageArrived", "name": "hurry"}
    post_letter(family.bench.engine, parent.id, f"{parent.id}.1", hurry)

    page = read_model(family).order(parent.id)

    assert page is not None
    assert [(row.name, row.refusal) for row in page.family.letters] == [("hurry", None)]
    assert read_model(family).family(parent.id).letters == [], "nobody waits for it"


@pytest.mark.parametrize("number", ["T-1", "T-1.2"])
async def test_numbers_that_begin_alike_are_no_family(family: Orders, number: str) -> None:
    family.bench.enter(number)
    family.bench.enter(f"{number}0")

    assert [m.number for m in read_model(family).family(number).members] == [number]
