"""The stack as one thing: start it, stop it, and for tests hurt it."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from stack.embedded.assembly import Assembly
from stack.embedded.orphans import end_orphans
from stack.embedded.part import Part, PartSpec
from stack.state import StackState


class Stack:
    """PostgreSQL, Temporal and workers as child processes of this one.

    The caller holds the lock on the data directory. Parts are named "postgres", "temporal", "worker",
    "worker-2", … Leaving the context stops what runs, workers first.
    """

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self._parts: dict[str, Part] = {}

    @property
    def temporal_address(self) -> str:
        """Host and port of Temporal's front end; the namespace is "default"."""
        return self.assembly.temporal_address

    @property
    def temporal_ui(self) -> str:
        return self.assembly.temporal_ui

    @property
    def database_url(self) -> str:
        """Address of the database "orderflow", as SQLAlchemy and psycopg take it."""
        return self.assembly.database_url

    def start_servers(self) -> None:
        """Returns when PostgreSQL and Temporal serve requests. Raises `PartFailed`."""
        self._start(self.assembly.servers())

    def spawn_workers(self) -> None:
        """Lets workers begin, which takes seconds: they wait for servers and tables."""
        for spec in self.assembly.worker_parts():
            self._spawn(spec)

    def start_workers(self) -> None:
        """Returns when the workers take tasks. Raises `PartFailed`."""
        if not self._workers():
            self.spawn_workers()
        for name in self._workers():
            self._parts[name].wait_until_ready()

    def _workers(self) -> list[str]:
        return [name for name in self._parts if name not in {"temporal", "postgres"}]

    def _start(self, specs: Sequence[PartSpec]) -> None:
        """All at once, then wait; the last first, because PostgreSQL may have to create its files."""
        for spec in reversed(specs):
            self._spawn(spec)
        for spec in specs:
            self._parts[spec.name].wait_until_ready()

    def _spawn(self, spec: PartSpec) -> None:
        self._parts[spec.name] = Part(spec)
        self._write_state()

    def stop(self) -> None:
        """Workers finish what they have begun, then Temporal, then PostgreSQL; nothing is left running."""
        for group in (self._workers(), ["temporal"], ["postgres"]):
            self._stop(group)
        end_orphans(self.assembly.data)
        self.assembly.data.state.unlink(missing_ok=True)

    def _stop(self, names: Sequence[str]) -> None:
        parts = [self._parts.pop(name) for name in names if name in self._parts]
        with ThreadPoolExecutor() as together:
            for _ in together.map(Part.stop, parts):
                pass

    def ended(self) -> dict[str, int]:
        """Parts that should run and do not, with their exit codes."""
        codes = {name: part.exit_code for name, part in self._parts.items()}
        return {name: code for name, code in codes.items() if code is not None}

    def pid(self, name: str) -> int:
        return self._parts[name].pid

    def kill(self, name: str) -> None:
        """`kill -9` for a part and its children; it stays away until `restart`."""
        self._parts[name].kill()

    def respawn(self, name: str) -> Callable[[], str]:
        """Starts an ended part again on its old address; the returned function says what is still missing."""
        spec = self._parts[name].spec
        self._spawn(spec)
        return spec.ready

    def restart(self, name: str) -> None:
        """Stops the part when it runs, starts it again on its old address, and waits until it is ready."""
        if self._parts[name].exit_code is None:
            self._parts[name].stop()
        self.respawn(name)
        self._parts[name].wait_until_ready()

    def pause(self, name: str) -> None:
        """Freezes a part (SIGSTOP) until `resume`."""
        self._parts[name].pause()

    def resume(self, name: str) -> None:
        self._parts[name].resume()

    def _write_state(self) -> None:
        StackState(
            launcher=os.getpid(),
            temporal_address=self.temporal_address,
            temporal_ui=self.temporal_ui,
            database_url=self.database_url,
            processes={name: part.pid for name, part in self._parts.items()},
        ).write(self.assembly.data.state)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
