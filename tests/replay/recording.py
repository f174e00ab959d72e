"""Plays scenarios on a throwaway stack and keeps their histories."""

import asyncio
import json
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from temporalio.client import Client

from adapters.temporal.client import TemporalRuntime
from adapters.temporal.connection import established
from backoffice.books import SqlBooks
from database import create_engine
from database.server import create_database, prepare_database
from demo.desk import Desk
from demo.performance import perform
from demo.samples import Sample
from engine.values import decode
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack, embedded_stack
from stack.office import open_office
from stack.settings import Settings
from tests.replay.golden import Golden, GoldenOrder, Run
from tests.replay.races import RACES, Race
from tests.replay.scenarios import SHELL, Beside, cases, samples
from tests.support.erp_process import ErpProcess, erp_process
from tests.support.meddling import WORKER
from tests.support.order_bench import Bench, running_orders
from tests.support.sample_desk import load_samples

# The family of an order, itself first.
_FAMILY = text("""
    SELECT number, digest, head_hash, head_seq, status FROM orders WHERE number = :of OR root = :of
    ORDER BY number <> :of, length(number), number
""")
_BUNDLES = text("SELECT digest, bundle FROM process_definitions")


class NotAsScriptedError(Exception):
    """A scenario did not go as it should; nothing of it is kept."""


Recorded = tuple[Golden, Mapping[str, dict[str, str]]]


def record(wanted: set[str]) -> Iterator[Recorded]:
    """Play scenarios; each comes with the definitions of that database by digest. Raises
    NotAsScriptedError."""
    by_script = {name: sample for name, sample in (samples() | cases()).items() if name in wanted}
    races = {name: race for name, race in RACES.items() if name in wanted}
    if by_script or races:
        with embedded_stack(durable=False, worker_environment={"ORDERFLOW_SERVICES": WORKER}) as stack:
            yield from _record_samples(stack, by_script, races)
    if shell := [name for name in SHELL if name in wanted]:
        # Workers of their own: one that ships would take calls of the ERP, for another database.
        with embedded_stack(workers=0, durable=False) as stack:
            yield from _record_shell(stack, shell)


def _addresses(stack: Stack, database_url: str) -> Addresses:
    return Addresses({"target_host": stack.temporal_address, "namespace": "default"}, database_url)


def _record_samples(
    stack: Stack, wanted: Mapping[str, Sample], races: Mapping[str, Race]
) -> Iterator[Recorded]:
    addresses = _addresses(stack, stack.database_url)
    with _engine(stack.database_url) as engine:
        load_samples(engine)
        with open_office(Settings(), addresses, by="golden") as office:
            played = asyncio.run(_play(Desk(office, SqlBooks(engine)), wanted, races, engine))
        for name, number in played.items():
            yield asyncio.run(_fetched(addresses, engine, name, number)), _bundles(engine)


async def _play(
    desk: Desk, wanted: Mapping[str, Sample], races: Mapping[str, Race], engine: Engine
) -> dict[str, str]:
    numbers = {name: await race(desk, engine) for name, race in races.items()}
    # Cases behind the samples, which share work centres and stock with each other as in the demonstration.
    for group in ("sample-", "case-"):
        names = {id(sample): name for name, sample in wanted.items() if name.startswith(group)}
        async for performance in perform(desk, [one for one in wanted.values() if id(one) in names]):
            name = names[id(performance.sample)]
            if performance.story is None or performance.problems:
                raise NotAsScriptedError(f"{name}: {'; '.join(performance.problems)}")
            numbers[name] = performance.story.number
    return numbers


def _record_shell(stack: Stack, wanted: Sequence[str]) -> Iterator[Recorded]:
    with tempfile.TemporaryDirectory() as directory, erp_process(Path(directory)) as erp:
        for name in wanted:
            url = f"{stack.database_url}_{name.replace('-', '_')}"
            create_database(url)
            prepare_database(url)
            with _engine(url) as engine:
                yield asyncio.run(_record_one(stack, engine, url, erp, name)), _bundles(engine)


async def _record_one(stack: Stack, engine: Engine, url: str, erp: ErpProcess, name: str) -> Golden:
    scenario = SHELL[name]
    addresses = _addresses(stack, url)
    client = await connect(addresses)
    bench = Bench(engine, scenario.files, scenario.services)
    erp.clear()
    async with running_orders(client, bench) as orders:
        async with AsyncExitStack() as closing:
            handle = await scenario.play(orders, Beside(erp, closing))
        return await _fetched_by(client, engine, name, handle.id)


async def _fetched(addresses: Addresses, engine: Engine, scenario: str, number: str) -> Golden:
    return await _fetched_by(await connect(addresses), engine, scenario, number)


async def _fetched_by(client: Client, engine: Engine, scenario: str, number: str) -> Golden:
    runtime = TemporalRuntime(established(client))
    with engine.connect() as connection:
        family = connection.execute(_FAMILY, {"of": number}).all()
    return Golden(scenario, [await _order(runtime, row) for row in family])


async def _order(runtime: TemporalRuntime, row: Any) -> GoldenOrder:
    histories = await runtime.histories(row.number)
    runs = [Run(history.run, json.loads(history.json)) for history in histories]
    return GoldenOrder(row.number, row.digest, row.head_hash.hex(), row.head_seq, row.status, runs)


def _bundles(engine: Engine) -> dict[str, dict[str, str]]:
    with engine.connect() as connection:
        return {row.digest: _files(row.bundle) for row in connection.execute(_BUNDLES)}


def _files(bundle: bytes) -> dict[str, str]:
    plain: Any = decode(zlib.decompress(bundle))
    return {path: str(written) for path, written in plain.items()}


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    yield engine
    engine.dispose()
