"""The ERP stand-in as a process that a test can kill, start again, and ask what it has done."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stack.embedded.ports import choose_port
from tests.support.waiting import eventually

_ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class ErpProcess:
    """One stand-in on one port and one file, however often it is started."""

    data: Path
    forgetful: bool = False
    port: int = field(default_factory=choose_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns when it answers."""
        options = ["--port", str(self.port), "--data", str(self.data)]
        command = [sys.executable, "-m", "tests.support.erp_stand_in", *options]
        self.process = subprocess.Popen(
            command + ["--forgetful"] * self.forgetful, cwd=_ROOT, stdout=subprocess.DEVNULL
        )
        eventually(self._answers)

    def _answers(self) -> bool:
        try:
            self.effects()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """`kill -9`."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def freeze(self) -> None:
        """SIGSTOP."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        assert self.process is not None
        os.kill(self.process.pid, number)

    def wait_until_dead(self) -> int:
        """The exit code of one that was made to die."""
        assert self.process is not None
        return self.process.wait(20)

    def misbehave(self, kind: str, **how: Any) -> None:
        """As `erp_stand_in.faults.Fault`."""
        self._post("faults", {"kind": kind, **how})

    def behave(self) -> None:
        """No more faults."""
        self._post("behave", {})

    def clear(self) -> None:
        """No more faults, and nothing entered."""
        self._post("clear", {})

    def set_state(self, number: str, state: str) -> None:
        """What people do in the ERP itself."""
        self._post("state", {"number": number, "state": state})

    def effects(self) -> dict[str, Any]:
        """Everything that was entered, and everything that was asked."""
        return self._ask("effects", None)

    def documents(self, state: str | None = None) -> list[dict[str, Any]]:
        """What was entered, with `state` only what is in it."""
        documents: list[dict[str, Any]] = self.effects()["documents"]
        return [one for one in documents if state in (None, one["state"])]

    def asked(self, method: str = "POST") -> list[dict[str, Any]]:
        """The requests of a method, in order."""
        return [one for one in self.effects()["requests"] if one["method"] == method]

    def is_quiet(self) -> bool:
        """Whether it is done with everything, also with what nobody waits for any more."""
        return bool(self.effects()["busy"] == 0)

    def _post(self, door: str, body: dict[str, Any]) -> None:
        self._ask(door, json.dumps(body).encode())

    def _ask(self, door: str, body: bytes | None) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}/admin/{door}", body, timeout=5) as answer:
            told: dict[str, Any] = json.load(answer)
        return told


@contextmanager
def erp_process(directory: Path, *, forgetful: bool = False) -> Iterator[ErpProcess]:
    """A running stand-in; nothing of it is left at the end."""
    erp = ErpProcess(directory / "erp.sqlite", forgetful)
    erp.start()
    try:
        yield erp
    finally:
        erp.kill()
