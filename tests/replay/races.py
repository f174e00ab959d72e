"""Orders in which two things happen at once: no script of one action after the other can play them.

Played on a real stack like the samples. `meddling.yaml` holds one side back until the other is through.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, text

from application.people import Person, the_system
from application.refusals import RefusedError
from application.use_cases.submit import Terms
from demo.desk import Desk
from orders import Order
from tests.support.waiting import eventually

_OPEN = text("""
    SELECT id FROM tasks WHERE order_number = :number AND element = :element AND completed_at IS NULL
""")
_OVER = text("SELECT number FROM orders WHERE number = :number AND closed_at IS NOT NULL")

FORTY = Order.model_validate(
    {
        "kind": "manufacturing",
        "channel": "partner-portal",
        "external_number": "CASE-35",
        "purchase_number": "HC-2026-0935",
        "customer": {"id": "C-4001"},
        "currency": "CNY",
        "payment": {"type": "on_account", "net_days": 60},
        "lines": [{"id": "10", "sku": "FLG-050", "quantity": 40, "unit_price": 36}],
    }
)
FORTY_FIVE = {"revision": 2, "changes": [{"line": "10", "quantity": 45}]}


async def _more_wanted(desk: Desk, engine: Engine) -> str:
    """More is wanted at the moment in which the called order ends with what was wanted before: that letter
    comes too late, and the line is sourced once more for the rest."""
    office = desk.office
    sales = await office.who.acts("sun.yue", "race")
    terms = Terms(placed_at=datetime(2026, 3, 2, 2, tzinfo=UTC), clock="manual")
    number = (await office.submit.one(FORTY, terms, the_system())).number
    await _complete(desk, engine, number, "commercial_review", "accept")
    await _complete(desk, engine, number, "technical_review", "accept")
    await _until_taken(desk, number, "change_requested", FORTY_FIVE, sales)
    await _complete(desk, engine, number, "assess", "accept")
    await _found(engine, _OPEN, number=number, element="pack")
    await office.messages.cancel(number, "enough was seen", sales, uuid4().hex)
    await _found(engine, _OVER, number=number)
    return number


Race = Callable[[Desk, Engine], Awaitable[str]]
RACES: Mapping[str, Race] = {"race-more-wanted": _more_wanted}

_BY = {"technical_review": "song.bo"}


async def _complete(desk: Desk, engine: Engine, number: str, element: str, outcome: str) -> None:
    person = await desk.office.who.acts(_BY.get(element, "sun.yue"), "race")
    task = await _found(engine, _OPEN, number=number, element=element)
    await desk.office.tasks.complete(task, person, outcome, {}, None, uuid4().hex)


async def _until_taken(desk: Desk, number: str, name: str, payload: Any, person: Person) -> None:
    """Send a message again and again until the order is as far as to take it."""
    deadline = asyncio.get_running_loop().time() + 30
    while True:
        try:
            await desk.office.messages.send(number, name, payload, person, None, uuid4().hex)
        except RefusedError:
            assert asyncio.get_running_loop().time() < deadline, f"{number} never takes {name}"
            await asyncio.sleep(0.02)
        else:
            return


async def _found(engine: Engine, query: Any, **values: str) -> str:
    def look() -> str | None:
        with engine.connect() as connection:
            return connection.execute(query, values).scalar()

    found = await asyncio.to_thread(eventually, look)
    assert found is not None
    return found
