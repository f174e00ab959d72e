"""Processes that a stack left behind because its launcher was killed."""

import signal
import time
from collections.abc import Iterator
from contextlib import suppress

import psutil

from stack.embedded.part import MARK
from stack.embedded.postgres import is_session
from stack.layout import DataDirectory

_PATIENCE_SECONDS = 20


def end_orphans(data: DataDirectory) -> tuple[str, ...]:
    """Ends what an earlier stack on this data directory left running, cleanly if it can; returns the names.

    Only to be called by who holds the directory's lock. Processes are known by a mark in their own
    environment, not by a number in a file, so a recycled process number is never hit.
    """
    found = sorted(_left(data), key=lambda pair: _RANK.get(pair[1], 0))
    for process, name in found:
        _end(process, signal.SIGINT if name == "postgres" else signal.SIGTERM)
    return tuple(name for _, name in found if name != _SESSION)


# A session of PostgreSQL that outlives its server for a moment; the next server waits for it in vain.
_SESSION = "postgres session"
# Workers finish first, while the servers still answer; the database goes last.
_RANK = {"temporal": 1, "postgres": 2, _SESSION: 3}


def _left(data: DataDirectory) -> Iterator[tuple[psutil.Process, str]]:
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if name := _name(process, data):
                yield process, name


def _name(process: psutil.Process, data: DataDirectory) -> str:
    """Which part of this directory's stack the process is, "" when it is none."""
    name, _, root = process.environ().get(MARK, "").partition("@")
    if root == str(data.root):
        return name
    return _SESSION if is_session(process, data) else ""


def _end(process: psutil.Process, request: signal.Signals) -> None:
    with suppress(psutil.NoSuchProcess):
        process.send_signal(request)
        process.resume()  # a frozen process sees the request only when it thaws
        if not _ends_within(process, _PATIENCE_SECONDS):
            process.kill()
            _ends_within(process, _PATIENCE_SECONDS)


def _ends_within(process: psutil.Process, seconds: float) -> bool:
    """A zombie has ended: whether somebody collects it depends on what runs as process 1."""
    deadline = time.monotonic() + seconds
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
