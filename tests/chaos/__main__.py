"""`make chaos`: MINUTES=10 takes longer, SEED=7 repeats a run's faults and load."""

import asyncio
import os
import random
import secrets
import signal
import sys
import time
from contextlib import ExitStack

from temporalio.envconfig import ClientConnectConfig
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter

from backoffice.books import SqlBooks
from database import create_engine
from demo.desk import Desk
from demo.samples import read_samples
from stack.addresses import Addresses
from stack.connection import connect
from stack.leaving import leave
from stack.office import open_office
from stack.sample_data import load_sample_master_data
from stack.settings import Settings
from tests.chaos.faults import hurt
from tests.chaos.load import Load
from tests.chaos.promises import complaints, until_quiet
from tests.chaos.schedule import Fault, schedule
from tests.chaos.surroundings import Surroundings, surroundings
from tests.chaos.waits import Waits
from tests.support.fragile_orders import put_on_shelf, shelve


def main() -> int:
    """Returns 0 when every promise was kept."""
    minutes = float(os.environ.get("MINUTES") or 3)
    seed = int(os.environ.get("SEED") or secrets.randbelow(10_000))
    say(f"SEED={seed} MINUTES={minutes:g}")
    quiet = LoggingConfig(filter=TelemetryFilter(core_level="ERROR", other_level="ERROR"))
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=quiet)))  # that nobody answers is expected
    with ExitStack() as opened:
        here = opened.enter_context(surroundings())
        _end_when_asked(opened)
        if here.disk is None:
            say("no right to mount a small disk: it is not filled")
        faults = schedule(seed, minutes, disk=here.disk is not None)
        return asyncio.run(_run(here, faults, minutes, random.Random(seed)))  # noqa: S311


def _end_when_asked(opened: ExitStack) -> None:
    """Ctrl-C and SIGTERM end what was started, and the process. Nobody waits for the load: its threads
    repeat what servers do not answer that are frozen or dead just now."""

    def end(*_: object) -> None:
        opened.close()
        leave(130)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)


async def _run(here: Surroundings, faults: list[Fault], minutes: float, chance: random.Random) -> int:
    engine = create_engine(here.stack.database_url)
    load_sample_master_data(engine, here.definitions / "samples")
    put_on_shelf(here.stack)
    shelve(engine, "shelve", 1_000_000)
    target = ClientConnectConfig(target_host=here.stack.temporal_address, namespace="default")
    addresses = Addresses(target, here.stack.database_url)
    client = await connect(addresses)
    settings = Settings(definitions=here.definitions)
    with open_office(settings, addresses, by="chaos") as office:
        load = Load(Desk(office, SqlBooks(engine)), client, engine, chance, Waits(faults))
        samples = read_samples(here.definitions / "samples")
        until = time.monotonic() + minutes * 60
        load.waits.start()
        await asyncio.gather(load.run(samples, until), hurt(here, faults, say))
        say(f"all is well again; {len(load.numbers)} orders: {dict(load.tally)}")
        say(load.waits.summary())
        left = await until_quiet(engine)
        found = [left] if left else []
        found += load.waits.complaints()
        found += await complaints(here, engine, client, load.desk.definitions, load.numbers)
    engine.dispose()
    for complaint in found:
        say(f"BROKEN: {complaint}")
    say("every promise was kept" if not found else f"{len(found)} promises were broken")
    return 1 if found else 0


def say(line: str) -> None:
    """A line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
