"""One stack per data directory: a lock that the operating system releases when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from stack.layout import DataDirectory


class DataDirectoryInUse(Exception):
    """Another stack holds this data directory; the message says which process and what to do."""


@contextmanager
def locked(data: DataDirectory) -> Iterator[None]:
    """Holds the data directory. Raises `DataDirectoryInUse` when another process does.

    The lock is on the open file, not on the file's presence: a `kill -9` leaves nothing to clean up.
    """
    with data.lock.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise DataDirectoryInUse(_in_use(data, file.read())) from None
        file.truncate(0)
        file.write(f"process {os.getpid()}, started {datetime.now().astimezone():%Y-%m-%d %H:%M:%S}")
        file.flush()
        yield


def _in_use(data: DataDirectory, holder: str) -> str:
    return (
        f"A stack already runs on {data.root} ({holder or 'holder unknown'}). "
        "Stop it with Ctrl-C in its terminal, or choose another directory with ORDERFLOW_DATA_DIR=…"
    )
