"""What must be true when all is well again, whatever has happened."""

import asyncio
import time
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Engine
from temporalio.client import Client

from application.ports.definitions import Definitions
from engine.interpreter import State
from engine.interpreter.waits import is_open
from engine.model import Process, Wait
from tests.chaos.surroundings import Surroundings
from tests.support.kept_promises import broken, fold, records_of, rows

QUIET_SECONDS = 180  # two rounds of the sweep, and something for a busy machine
_UNDER_WAY = "select count(*) from letters where delivered_at is null"
_BEHIND = "select number from orders where head_hash is null or needs_engineer is not null"
_ORDERS = "select number, digest, status, closed_at from orders order by number"
_CALLED = "select body ->> 'call' as call from records where kind = 'ServiceCalled'"
_OFF = ("cancelled", "rejected", "undone")  # statuses of orders that have taken everything back
_GONE = ("cancelled", "refused")  # states of documents in the ERP that are not valid


async def until_quiet(engine: Engine) -> str:
    """Until no letter is under way and every order has begun and is fine. What is left when it takes too
    long."""
    end = time.monotonic() + QUIET_SECONDS
    while True:
        letters = await asyncio.to_thread(rows, engine, _UNDER_WAY)
        behind = await asyncio.to_thread(rows, engine, _BEHIND)
        if not letters[0][0] and not behind:
            return ""
        if time.monotonic() > end:
            return f"{letters[0][0]} letters under way, not well: {[row.number for row in behind][:10]}"
        await asyncio.sleep(2)


async def complaints(
    here: Surroundings, engine: Engine, client: Client, definitions: Definitions, numbers: list[str]
) -> list[str]:
    """Every promise that was not kept."""
    everybody = {row.number: row for row in rows(engine, _ORDERS)}
    found = [f"{number}: lost" for number in sorted(set(numbers) - everybody.keys())]
    for start in range(0, len(everybody), 50):
        found += await broken(engine, client, [*everybody][start : start + 50])
    for number, row in everybody.items():
        process = definitions.process(row.digest)
        assert process is not None, f"{number} runs under an unknown definition"
        if is_forgotten(process, fold(records_of(engine, number))):
            found.append(f"{number}: open, and waits for nobody and nothing")
    statuses = {number: row.status for number, row in everybody.items() if row.closed_at}
    called = {row.call for row in rows(engine, _CALLED)}
    return list(dict.fromkeys([*found, *broken_erp(here.erp.documents(), called, statuses)]))


def is_forgotten(process: Process, state: State) -> bool:
    """Whether an order is open, and nothing from outside would let it go on: no person, no time, no message,
    no other order or system. A condition alone is nothing: who would make it true?"""
    waits: list[Any] = [state.timers, state.calls, state.incidents()]
    waits += [i for i in state.instances.values() if "task" in i.data]
    for instance in state.instances.values():
        element = process.elements.get(instance.element)
        if instance.kind == "element" and isinstance(element, Wait) and is_open(instance):
            waits += [event for event in element.events if event.trigger.kind == "message"]
    return not state.over and not any(waits)


def broken_erp(
    documents: Iterable[Mapping[str, Any]], called: set[str], statuses: Mapping[str, str]
) -> list[str]:
    """Each document was entered once, by a call that some order knows of; of an order that has taken
    everything back none is valid. ``statuses``: of orders that have ended, by number."""
    documents = list(documents)
    keys = [document["key"] for document in documents]
    valid = [document["reference"] for document in documents if document["state"] not in _GONE]
    owners = {reference: reference.partition("/")[0] for reference in valid}
    return [
        *(f"ERP: {key} was entered twice" for key in sorted({key for key in keys if keys.count(key) > 1})),
        *(f"ERP: {key} was entered, and no order has asked for it" for key in sorted(set(keys) - called)),
        *(
            f"ERP: {reference} is valid there, and the order was {statuses[owner]}"
            for reference, owner in owners.items()
            if statuses.get(owner) in _OFF
        ),
    ]
