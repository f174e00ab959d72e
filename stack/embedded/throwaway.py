"""A stack that lives in a temporary directory and leaves nothing behind."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from database.server import prepare_database
from stack.embedded.assembly import Assembly, Ports
from stack.embedded.lock import DataDirectoryInUse, locked
from stack.embedded.orphans import end_orphans
from stack.embedded.stack import Stack
from stack.layout import DataDirectory
from stack.search_attributes import search_attributes

_PREFIX = "orderflow-stack-"


@contextmanager
def embedded_stack(
    *,
    workers: int = 1,
    durable: bool = True,
    worker_environment: Mapping[str, str] | None = None,
) -> Iterator[Stack]:
    """A running stack on free ports with a migrated, empty database, for tests and the demo.

    With ``workers=0`` only the servers run; `Stack.start_workers` is then the caller's choice.
    ``durable=False`` is faster and survives `kill -9`, but not a power cut.
    """
    remove_abandoned()
    root = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        data = DataDirectory.at(root)
        assembly = Assembly(
            data,
            Ports.any_free().chosen(),
            durable=durable,
            web_ui=False,
            workers=workers,
            worker_environment=worker_environment or {},
            search_attributes=search_attributes(),
        )
        with locked(data), Stack(assembly) as stack:
            if workers:
                stack.spawn_workers()  # beside the servers: they wait for them, and for tables
            stack.start_servers()
            prepare_database(stack.database_url)
            stack.start_workers()
            yield stack
    finally:
        shutil.rmtree(root, ignore_errors=True)


def remove_abandoned() -> None:
    """What an earlier throwaway stack left when its process was killed: servers and files."""
    for root in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        data = DataDirectory(root)
        with suppress(DataDirectoryInUse, OSError):
            # Without this file the directory may belong to a stack that is just about to take its lock.
            if data.state.exists():
                with locked(data):
                    end_orphans(data)
                    shutil.rmtree(root, ignore_errors=True)
