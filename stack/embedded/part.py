"""A part of the stack: a program that runs beside us, can say whether it is ready, and can be stopped."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

# Marks every process of a stack, so that the next start finds those that a `kill -9` left behind.
MARK = "ORDERFLOW_PART"

_LARGE_LOG_BYTES = 10_000_000


class PartFailed(Exception):
    """A part did not start, or did not become ready; the message ends with the last lines of its log."""


@dataclass(frozen=True, slots=True)
class PartSpec:
    """How to run a part.

    ``ready`` returns "" when the part serves requests, else what is missing. ``stop_signal`` asks it to
    finish cleanly within ``stop_seconds``.
    """

    name: str
    command: tuple[str, ...]
    log: Path
    mark: str
    ready: Callable[[], str]
    environment: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[], None] = lambda: None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10
    start_seconds: float = 60
    directory: Path | None = None


class Part:
    """A running part. It lives in a session of its own: Ctrl-C in the terminal reaches only the launcher."""

    def __init__(self, spec: PartSpec) -> None:
        self.spec = spec
        spec.prepare()
        _make_room(spec.log)
        with spec.log.open("ab") as log:
            self._process = subprocess.Popen(
                spec.command,
                env={**os.environ, **spec.environment, MARK: spec.mark},
                cwd=spec.directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative when a signal ended it."""
        return self._process.poll()

    def wait_until_ready(self) -> None:
        """Raises `PartFailed` when the process ends or the time runs out before it serves requests."""
        deadline = time.monotonic() + self.spec.start_seconds
        while missing := self.spec.ready():
            if self.exit_code is not None:
                raise PartFailed(self._story(f"ended with exit code {self.exit_code}"))
            if time.monotonic() > deadline:
                raise PartFailed(self._story(f"is not ready after {self.spec.start_seconds:g} s: {missing}"))
            time.sleep(0.05)

    def stop(self) -> None:
        """Asks for a clean end, waits, and kills only what does not obey."""
        self.resume()
        with suppress(ProcessLookupError):
            self._process.send_signal(self.spec.stop_signal)
        try:
            self._process.wait(self.spec.stop_seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """`kill -9` for the process and all of its children."""
        _signal_tree(self.pid, signal.SIGKILL)
        self._process.wait()

    def pause(self) -> None:
        """Freezes the process and all of its children, as a machine out of memory or a debugger would."""
        _signal_tree(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        _signal_tree(self.pid, signal.SIGCONT)

    def _story(self, what: str) -> str:
        tail = self.spec.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        return "\n".join([f"{self.spec.name} {what}. The end of {self.spec.log}:", *tail])


def _make_room(log: Path) -> None:
    """Keeps one older file, so that a stack that runs for years does not fill the disk with its logs."""
    if log.exists() and log.stat().st_size > _LARGE_LOG_BYTES:
        log.replace(log.with_name(f"{log.name}.1"))


def _signal_tree(pid: int, number: signal.Signals) -> None:
    """PostgreSQL gives each child a session of its own, so a signal to the process group is not enough."""
    with suppress(psutil.NoSuchProcess):
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)
