"""One time for a family: an order with a manual clock and those that it called are moved together."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from temporalio.client import WorkflowHandle

from adapters.family_clock import SqlFamilyClock
from adapters.read_model import SqlReadModel
from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import established
from application.refusals import RefusedError
from application.use_cases import family as family_module
from application.use_cases.clock import Clock
from tests.support.order_bench import Orders
from tests.support.posting import post_letter
from tests.workflow.test_family import child, inspect

PLACED = datetime(2026, 3, 2, 1, tzinfo=UTC)


def clock_of(orders: Orders) -> Clock:
    runtime = TemporalRuntime(established(orders.client), orders.queue)
    return Clock(runtime, SqlReadModel(orders.bench.engine), SqlFamilyClock(orders.bench.engine))


async def started(orders: Orders, *skus: str) -> WorkflowHandle[Any, Any]:
    parent = await orders.start({"skus": [*skus]}, clock="manual")
    for number in range(1, len(skus) + 1):
        await orders.open_task(child(orders, parent, number), "inspect")
    return parent


def times(orders: Orders) -> set[datetime]:
    """The last time of each order."""
    query = "select max(time) as time from records group by order_number"
    return {row.time for row in orders.bench.rows(query)}


def passed(orders: Orders, number: str) -> list[datetime]:
    """The times of an order's records."""
    query = "select distinct time from records where order_number = :n order by time"
    return [row.time for row in orders.bench.rows(query, n=number)]


async def test_a_child_begins_at_the_time_of_its_parent(family: Orders) -> None:
    await started(family, "A", "B")

    assert times(family) == {PLACED}


async def test_the_clock_moves_to_the_nearest_deadline_of_the_whole_family(family: Orders) -> None:
    parent = await started(family, "A")

    target = await clock_of(family).move(parent.id)

    rows = family.bench.rows(
        "select order_number from records where kind = 'ClockMoved' or time > :t", t=PLACED
    )
    assert target == PLACED + timedelta(minutes=10)
    assert {row.order_number for row in rows} >= {f"{parent.id}.1"}


async def test_the_clock_is_not_moved_back(family: Orders) -> None:
    parent = await started(family, "A")
    clock = clock_of(family)
    await clock.move(parent.id, PLACED + timedelta(minutes=5))

    with pytest.raises(RefusedError) as refused:
        await clock.move(f"{parent.id}.1", PLACED + timedelta(minutes=1))

    assert refused.value.refusal.code == "clock_goes_forward"
    assert "03-02T01:05" in str(refused.value.refusal.details["now"])


async def test_moving_the_clock_far_stops_at_every_deadline_on_the_way(family: Orders) -> None:
    parent = await started(family, "A", "B")
    await inspect(family, child(family, parent, 1))
    to = PLACED + timedelta(days=2)

    target = await clock_of(family).move(f"{parent.id}.2", to)

    assert target == to
    assert (await family.head(parent)).status == "running"
    assert passed(family, f"{parent.id}.2") == [PLACED, PLACED + timedelta(minutes=10)]
    members = SqlReadModel(family.bench.engine).family(parent.id).members
    assert {member.time for member in members} == {to}


async def test_who_has_nothing_due_is_left_alone_and_still_knows_the_time(family: Orders) -> None:
    parent = await started(family, "A", "B")
    await inspect(family, child(family, parent, 1))
    to, second = PLACED + timedelta(days=2), child(family, parent, 2)
    await clock_of(family).move(parent.id, to)
    before = passed(family, second.id)

    await inspect(family, second)

    assert before == [PLACED, PLACED + timedelta(minutes=10)]
    assert passed(family, second.id) == [*before, to]


async def test_the_clock_does_not_move_while_something_is_going_on(
    family: Orders,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parent = await started(family, "A")
    monkeypatch.setattr(family_module, "PATIENCE_SECONDS", 0.3)
    post_letter(family.bench.engine, f"{parent.id}.1", parent.id, {"id": "x", "kind": "ChildEnded"})

    with pytest.raises(RefusedError) as refused:
        await clock_of(family).move(parent.id)

    assert refused.value.refusal.code == "family_busy"
    assert refused.value.refusal.details["busy"] == [parent.id]
    assert times(family) == {PLACED}


async def test_the_clock_of_an_order_that_has_ended_stands(family: Orders) -> None:
    parent = await started(family, "A")
    await inspect(family, child(family, parent))
    await family.complete(parent, await family.open_task(parent, "check"), "done")
    await parent.result()

    with pytest.raises(RefusedError) as refused:
        await clock_of(family).move(parent.id)

    assert refused.value.refusal.code == "order_closed"
