"""The code does again what it did for every kind of order, and arrives where their journals stood.

A history that fails here stands for orders that are under way: the code has to change, not the history. Until
the first release they may be recorded again (`make golden ALL=yes`), with a line in the changelog.
"""

import asyncio
import re
import socket
from collections.abc import Iterator
from contextlib import nullcontext
from copy import deepcopy
from typing import Any

import pytest
from temporalio import workflow

from application.messages import StartOrder
from tests.replay import golden
from tests.replay.definitions_today import released, today
from tests.replay.golden import GoldenOrder, Run
from tests.replay.replaying import objections, resolver
from tests.replay.scenarios import names, rolling_over
from workflows.definitions import _resolvers, install
from workflows.order import OrderWorkflow


@pytest.fixture(scope="module", autouse=True)
def definitions() -> Iterator[None]:
    """Orders find the definitions that they were recorded with."""
    before = _resolvers[0]
    install(resolver())
    yield
    install(before)


@pytest.mark.parametrize("scenario", sorted(golden.kept()))
async def test_history_is_replayed_and_ends_at_the_hash_of_its_journal(scenario: str) -> None:
    kept = golden.read(scenario)

    with rolling_over() if scenario == "shell-rolled-over" else nullcontext():
        found = [problem for order in kept.orders for problem in await objections(order)]

    assert found == []


def test_each_scenario_has_its_file_and_each_file_its_scenario() -> None:
    missing, left_over = names() - golden.kept(), golden.kept() - names()

    assert (missing, left_over) == (set(), set()), "make golden records what is missing"


def test_each_released_definition_has_histories() -> None:
    assert released() <= golden.bundles().keys()


def test_samples_were_recorded_with_the_definitions_of_today_or_with_released_ones() -> None:
    shipped = {process.digest for process in today()}
    stories = [scenario for scenario in golden.kept() if not scenario.startswith("shell-")]
    recorded = {name: {order.digest for order in golden.read(name).orders} for name in stories}
    outdated = sorted(name for name in stories if not recorded[name] <= shipped | released())

    assert outdated == [], "drafts that were changed since: make golden ONLY=…"
    assert shipped <= set().union(*recorded.values())


def test_each_kept_definition_is_used() -> None:
    used = {order.digest for scenario in golden.kept() for order in golden.read(scenario).orders}

    assert golden.bundles().keys() == used


def test_children_are_kept_with_their_parents() -> None:
    family = golden.read("shell-family-cancelled").orders
    parent = family[0].number

    assert [order.number for order in family] == [parent, f"{parent}.1", f"{parent}.2"]
    assert all(order.runs for order in family)


def test_runs_are_kept_in_order() -> None:
    (order,) = golden.read("shell-rolled-over").orders
    begun = [run.history["events"][0]["workflowExecutionStartedEventAttributes"] for run in order.runs]

    assert len(order.runs) >= 3
    assert [one.get("continuedExecutionRunId") for one in begun[1:]] == [run.run for run in order.runs[:-1]]


@pytest.mark.parametrize("scenario", sorted(golden.kept()))
def test_history_tells_nothing_of_the_machine_that_recorded_it(scenario: str) -> None:
    text = golden.text_of(scenario)

    assert socket.gethostname() not in re.sub(r"[\w.-]{40,}", "", text)
    assert re.findall(r"/(?:home|root|tmp|usr|work|Users)/[^\"\\ ]*", text) == []
    assert set(re.findall(r'"identity":"([^"]*)"', text)) <= {"worker"}
    assert re.findall(r"\d+@[\w.-]+", text) == []


# -- what a replay has to notice


@workflow.defn(name="Order")
class HesitantOrder(OrderWorkflow):
    """Code that was changed without a thought for orders under way: it waits before it begins."""

    @workflow.init
    def __init__(self, start: StartOrder) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: StartOrder) -> dict[str, Any]:
        await asyncio.sleep(1)
        return await super().run(start)


def settled() -> GoldenOrder:
    (order,) = golden.read("shell-settled").orders
    return order


async def test_code_that_does_otherwise_is_noticed() -> None:
    problems = await objections(settled(), [HesitantOrder])

    assert any("[TMPRL1100] Nondeterminism error" in problem for problem in problems), problems


def altered(change: Any) -> GoldenOrder:
    """The order, with something of its only run changed."""
    order = settled()
    (run,) = order.runs
    history = deepcopy(run.history)
    change(history["events"])
    return GoldenOrder(
        order.number, order.digest, order.head, order.seq, order.status, [Run(run.run, history)]
    )


def without_the_first_segment(events: list[dict[str, Any]]) -> None:
    """The segment's marker is another one's."""
    marker = next(event for event in events if "markerRecordedEventAttributes" in event)
    marker["markerRecordedEventAttributes"]["markerName"] = "forged"


def with_another_actor(events: list[dict[str, Any]]) -> None:
    _in_payloads(events, '"person":"li"', '"person":"xu"')


def with_another_outcome(events: list[dict[str, Any]]) -> None:
    _in_payloads(events, '"outcome":"accept"', '"outcome":"reject"')


def with_another_time(events: list[dict[str, Any]]) -> None:
    _in_payloads(events, '"$datetime":"20', '"$datetime":"19')


def with_another_result(events: list[dict[str, Any]]) -> None:
    events[-1] = _replaced(events[-1], '"status":"completed"', '"status":"cancelled"')


def _in_payloads(events: list[dict[str, Any]], old: str, new: str) -> None:
    """In what segments have answered, as somebody would who knows where to look."""
    changed = [
        _replaced(event, old, new) if "markerRecordedEventAttributes" in event else event for event in events
    ]
    assert changed != events
    events[:] = changed


def _replaced(value: Any, old: str, new: str) -> Any:
    return golden._voiced(_edited(golden._silenced(value), old, new))


def _edited(value: Any, old: str, new: str) -> Any:
    if isinstance(value, list):
        return [_edited(item, old, new) for item in value]
    if isinstance(value, dict):
        return {name: _edited(part, old, new) for name, part in value.items()}
    return value.replace(old, new) if isinstance(value, str) else value


@pytest.mark.parametrize(
    "change",
    [
        without_the_first_segment,
        with_another_actor,
        with_another_outcome,
        with_another_time,
        with_another_result,
    ],
)
async def test_a_history_that_was_altered_is_noticed(change: Any) -> None:
    assert await objections(settled()) == []
    assert await objections(altered(change)) != []
