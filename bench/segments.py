"""What a segment asks of the database: statements and bytes, and where its time goes."""

import cProfile
import pstats
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from activities.catalogue import catalogue
from activities.segment import SegmentRunner
from adapters.definition_files import read_definitions
from adapters.journal import SqlJournal
from application.messages import SegmentRequest
from backoffice import ports
from bench.surroundings import DEFINITIONS, Surroundings
from bench.variants import CLERK, OrdersOf
from engine.interpreter import GENESIS, State, restore, snapshot
from stack.services import segment_runner
from workflows.adoption import adopt

PROFILED = 40
_ROOT = Path(__file__).parents[1]


async def measure(here: Surroundings) -> dict[str, Any]:
    """Both segments of `bench-order`, run in this process: counts of the first, then a profile of many."""
    orders, runner = here.orders_of("orderflow"), _runner(here)
    with counted(here.engine) as first:
        run = _begun(here, orders, runner, 0)
    with counted(here.engine) as second:
        _decided(here, runner, *run)
    profile = cProfile.Profile()
    profile.enable()
    for index in range(1, PROFILED + 1):
        _decided(here, runner, *_begun(here, orders, runner, index))
    profile.disable()
    return {"first": dict(first), "second": dict(second), "time_percent": _by_room(profile)}


def _runner(here: Surroundings) -> SegmentRunner:
    journal = SqlJournal(here.engine, ports)
    library = here.registry.publish(read_definitions(DEFINITIONS), by="bench")
    return segment_runner(journal, here.registry, catalogue(), library)


def _begun(
    here: Surroundings, orders: OrdersOf, runner: SegmentRunner, index: int
) -> tuple[OrdersOf, str, State]:
    number, started = orders.enter_only(index)
    return orders, number, _run(here, runner, orders, number, State(), started)


def _decided(here: Surroundings, runner: SegmentRunner, orders: OrdersOf, number: str, state: State) -> State:
    decision = {"task": f"{number}/review#1", "outcome": "accept", "data": {}, "base": {}}
    plain = {"kind": "CompletionReceived", "id": f"{number}/decided", "actor": dict(CLERK), **decision}
    return _run(here, runner, orders, number, state, {**plain, "reason": None, "readings": []})


def _run(
    here: Surroundings,
    runner: SegmentRunner,
    orders: OrdersOf,
    number: str,
    state: State,
    stimulus: dict[str, Any],
) -> State:
    """A segment, and what the workflow does with its answer."""
    digest, carried = orders.definition.digest, snapshot(state)
    before = state.hash if state.seq else GENESIS
    request = SegmentRequest(number, digest, before, "2026-01-01T00:00:00+00:00", [stimulus])
    answer = runner.run(request, carried)
    adopted, _ = adopt(here.registry.resolve(digest), carried, answer.segments)
    return restore(snapshot(adopted))


@contextmanager
def counted(engine: Engine) -> Iterator[Counter[str]]:
    """Counts the statements that an engine executes, and their characters with all parameters."""
    counts: Counter[str] = Counter()

    def count(*happened: Any) -> None:
        _, _, statement, parameters, *_ = happened
        counts["statements"] += 1
        counts["bytes"] += len(statement) + len(str(parameters))

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield counts
    finally:
        event.remove(engine, "before_cursor_execute", count)


def _by_room(profile: cProfile.Profile) -> dict[str, float]:
    """Percent of the time by package: where the code stands in which it was spent."""
    spent: Counter[str] = Counter()
    for (file, _, _), row in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        spent[_room(file)] += row[2]
    total = sum(spent.values())
    return {room: round(share / total * 100, 1) for room, share in spent.most_common(10)}


def _room(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_ROOT) and ".venv" not in path.parts:
        inside = path.relative_to(_ROOT).parts
        return "/".join(inside[:2]) if inside[0] == "engine" else inside[0]
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1]
    return "python"
