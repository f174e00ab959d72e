"""The whole of Orderflow on this machine, until Ctrl-C: what `make run` does."""

import asyncio
import os
import shlex
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Never

import psutil

from database.migrate import migrate
from database.server import prepare_database
from stack.addresses import Addresses, find_addresses
from stack.embedded import DataDirectory, DataDirectoryInUse, PartFailed, Stack
from stack.embedded.assembly import Assembly, Ports
from stack.embedded.kept_ports import keep_ports, ports_before
from stack.embedded.lock import locked
from stack.embedded.orphans import end_orphans
from stack.embedded.privileges import CannotRunAsRoot
from stack.embedded.supervisor import Supervisor
from stack.layout import UnusableDataDirectory
from stack.namespace import keep_histories
from stack.sample_data import BrokenMasterDataError
from stack.search_attributes import search_attributes
from stack.settings import BadSettings, Settings
from stack.signals import stop_requests

_PROBLEMS = (
    BadSettings,
    BrokenMasterDataError,
    CannotRunAsRoot,
    DataDirectoryInUse,
    PartFailed,
    UnusableDataDirectory,
)
"""What a person can do something about; each message says what."""

FirstStart = Callable[[Settings, Addresses], str]
"""Loads samples when there are none yet, and says so; called with servers up and tables ready. Workers may
run already."""


def main(first_start: FirstStart = lambda _settings, _addresses: "") -> int:
    """Runs the stack until it is told to stop. Returns the exit code."""
    try:
        with stop_requests() as requests:
            settings = Settings.load()
            data = DataDirectory.at(settings.data_dir)
            with locked(data), Stack(_assembly(settings, data)) as stack:
                try:
                    _bring_up(settings, stack, first_start)
                    _look_after(stack)
                finally:
                    requests.ignore()
                    _say("\nStopping: the worker finishes what it has begun …")
    except KeyboardInterrupt:
        _say(f"Stopped. `{_named_directory()}make run` goes on with every order where it is.")
    except _PROBLEMS as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _assembly(settings: Settings, data: DataDirectory) -> Assembly:
    """Ends what an earlier stack left, so that its ports are free again, and chooses ours."""
    if left := end_orphans(data):
        _say(f"An earlier stack was killed; ended what it had left running: {', '.join(left)}.")
    wanted = Ports(settings.temporal_port, settings.temporal_ui_port, settings.postgres_port)
    before = ports_before(data.ports, wanted)
    ports = wanted.chosen(before)
    keep_ports(data.ports, wanted, ports)
    for moved in wanted.moves(ports, before):
        _say(moved)
    return Assembly(
        data,
        ports,
        workers=settings.workers,
        search_attributes=search_attributes(),
        given_temporal=settings.temporal_address,
        given_database=settings.database_url,
    )


def _bring_up(settings: Settings, stack: Stack, first_start: FirstStart) -> None:
    _say("Starting PostgreSQL, Temporal and the worker …")
    stack.spawn_workers()
    stack.start_servers()
    _say("Bringing the tables up to date …")
    (migrate if settings.database_url else prepare_database)(stack.database_url)
    addresses = find_addresses(settings)
    if not settings.temporal_address:
        asyncio.run(keep_histories(addresses, settings.retention_days))
    if loaded := first_start(settings, addresses):
        _say(loaded)
    _say("Waiting for the worker …")
    stack.start_workers()
    _say(_welcome(stack, _seconds_since_we_were_started()))


def _seconds_since_we_were_started() -> float:
    """Imports and the end of orphans are part of what a person waits for."""
    return time.time() - psutil.Process().create_time()


def _look_after(stack: Stack) -> Never:
    supervisor = Supervisor(stack, _say)
    while True:
        time.sleep(0.5)
        supervisor.look()


def _welcome(stack: Stack, seconds: float) -> str:
    data, named = stack.assembly.data, _named_directory()
    return f"""
Ready after {seconds:.1f} s. Everything is kept in {data.root}; the next start goes on from there.

  Temporal     {stack.temporal_address}   its own pages: {stack.temporal_ui or "not ours"}
  PostgreSQL   {stack.database_url.rpartition("@")[2]}   address with password: {data.state}
  Logs         {data.log("worker").parent}

In another terminal:
  {named}.venv/bin/orderflow orders          every order and where it stands
  {named}.venv/bin/orderflow tasks           what people have to do
  {named}.venv/bin/orderflow --help          everything else

Ctrl-C stops it."""


def _named_directory() -> str:
    """What to write in front of a command, so that it finds a directory other than the usual one."""
    path = os.environ.get("ORDERFLOW_DATA_DIR", "")
    return f"ORDERFLOW_DATA_DIR={shlex.quote(path)} " if path else ""


def _say(line: str) -> None:
    with suppress(OSError):  # the terminal may be gone; that must not keep us from stopping cleanly
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
