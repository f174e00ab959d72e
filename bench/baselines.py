"""What Orderflow is measured against: the same order, written by hand as a Temporal workflow.

``idiomatic`` is what tutorials teach: a normal activity a service, a status row a step. ``careful`` knows
what Temporal costs: a local activity a service. ``floor`` does nothing but wait for one update. All call the
services of `bench-order` through the same ports, write to the same tables, and keep the same deadline.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, update
from temporalio import activity, workflow
from temporalio.common import RetryPolicy

from activities.catalogue import AnyService
from activities.service import Call
from backoffice import ports
from database.tables import orders

STEP = "bench_step"
DEADLINE = timedelta(minutes=10)
WAITING = "waiting"

_TIMEOUT = timedelta(seconds=30)
_RETRY = RetryPolicy(initial_interval=timedelta(milliseconds=100))


@dataclass(frozen=True, slots=True)
class Step:
    """One service: its element, its name, and what of the order it takes."""

    element: str
    service: str
    input: Callable[[dict[str, Any]], dict[str, Any]]


def _notify(element: str, template: str) -> Step:
    return Step(element, "customer.notify", lambda o: {"customer": o["customer"], "template": template})


def _lines(element: str, service: str) -> Step:
    return Step(element, service, lambda o: {"lines": o["lines"]})


# As bench/definitions/processes/bench-order.yaml has them.
BEFORE = (
    _notify("told_received", "order-received"),
    Step("checked", "order.check", lambda o: {"order": o}),
    _lines("looked", "stock.check"),
    _lines("reserved", "stock.reserve"),
    _notify("told_checked", "order-checked"),
)
AFTER = (
    _notify("told_accepted", "order-accepted"),
    _lines("looked_again", "stock.check"),
    _notify("told_packed", "order-packed"),
    Step("checked_again", "order.check", lambda o: {"order": o}),
    Step("given_back", "stock.release", lambda _: {"lines": None}),
)
STEPS = (*BEFORE, *AFTER)


class ByHand:
    """The story that both hand-written workflows tell; how a step is run is theirs."""

    def __init__(self) -> None:
        self._decided = False

    async def step(self, number: str, order: dict[str, Any], index: int) -> Any:
        """Run one step."""
        raise NotImplementedError

    async def tell(self, number: str, order: dict[str, Any]) -> str:
        """All steps, with the review in the middle."""
        for index in range(len(BEFORE)):
            await self.step(number, order, index)
        try:
            await workflow.wait_condition(lambda: self._decided, timeout=DEADLINE)
        except TimeoutError:
            await workflow.wait_condition(lambda: self._decided)
        for index in range(len(BEFORE), len(STEPS)):
            await self.step(number, order, index)
        await workflow.wait_condition(workflow.all_handlers_finished)
        return "completed"


@workflow.defn(name="BenchIdiomatic")
class Idiomatic(ByHand):
    """A normal activity a service."""

    @workflow.run
    async def run(self, number: str, order: dict[str, Any]) -> str:
        """From receipt to the end."""
        return await self.tell(number, order)

    @workflow.update(name="complete")
    async def complete(self, outcome: str) -> str:
        """The clerk decides."""
        self._decided = True
        return outcome

    async def step(self, number: str, order: dict[str, Any], index: int) -> Any:
        """An activity of its own."""
        arguments = [number, order, index]
        return await workflow.execute_activity(
            STEP, args=arguments, start_to_close_timeout=_TIMEOUT, retry_policy=_RETRY
        )


@workflow.defn(name="BenchCareful")
class Careful(ByHand):
    """A local activity a service."""

    @workflow.run
    async def run(self, number: str, order: dict[str, Any]) -> str:
        """From receipt to the end."""
        return await self.tell(number, order)

    @workflow.update(name="complete")
    async def complete(self, outcome: str) -> str:
        """The clerk decides."""
        self._decided = True
        return outcome

    async def step(self, number: str, order: dict[str, Any], index: int) -> Any:
        """A local activity."""
        arguments = [number, order, index]
        return await workflow.execute_local_activity(
            STEP, args=arguments, start_to_close_timeout=_TIMEOUT, retry_policy=_RETRY
        )


@workflow.defn(name="BenchFloor")
class Floor:
    """Waits for one update."""

    def __init__(self) -> None:
        self._decided = False

    @workflow.run
    async def run(self, number: str, order: dict[str, Any]) -> str:  # noqa: ARG002 - as the others
        """Nothing but waiting."""
        await workflow.wait_condition(lambda: self._decided)
        await workflow.wait_condition(workflow.all_handlers_finished)
        return "completed"

    @workflow.update(name="complete")
    async def complete(self, outcome: str) -> str:
        """The clerk decides."""
        self._decided = True
        return outcome


BASELINES = (Idiomatic, Careful, Floor)


def step_activity(engine: Engine, services: dict[str, AnyService]) -> Callable[..., Any]:
    """The activity that runs a step: the service's effect and the status row in one transaction."""

    @activity.defn(name=STEP)
    def bench_step(number: str, order: dict[str, Any], index: int) -> Any:
        step = STEPS[index]
        waits = index == len(BEFORE) - 1
        with engine.begin() as connection:
            call = Call(f"{number}:{index}", number, step.element, datetime.now(UTC))
            result = services[step.service].run(ports(connection), call, step.input(order))
            status = WAITING if waits else step.element
            row = update(orders).where(orders.c.number == number)
            connection.execute(row.values(status=status, stage=step.element))
        return result

    return bench_step
