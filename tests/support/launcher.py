"""`make run` as a process of its own, that a test can interrupt and kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack.embedded.orphans import end_orphans
from stack.layout import DataDirectory
from stack.state import StackState
from tests.support.echo import SERVICES
from tests.support.waiting import eventually

_ROOT = Path(__file__).parents[2]
_FREE_PORTS = ("TEMPORAL_PORT", "TEMPORAL_UI_PORT", "POSTGRES_PORT")


class Launcher:
    """One run of `python -m stack.run` on a data directory."""

    def __init__(self, data: DataDirectory, **environment: str) -> None:
        self._data = data
        self._output = data.root.parent / f"launcher-{os.urandom(4).hex()}.out"
        ours = {"ORDERFLOW_DATA_DIR": str(data.root), "ORDERFLOW_SERVICES": SERVICES, "SAMPLES": "no"}
        free = {f"ORDERFLOW_{name}": "0" for name in _FREE_PORTS}
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.bare_run"],
                cwd=_ROOT,
                env={**os.environ, **ours, **free, **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self._output.read_text(encoding="utf-8")

    def heard(self, text: str) -> bool:
        """Waits until the launcher has printed the text."""
        return eventually(lambda: text in self.said or self._fail_when_ended())

    def _fail_when_ended(self) -> bool:
        assert self.process.poll() is None, f"ended with {self.process.returncode}: {self.said}"
        return False

    def state(self) -> StackState:
        """What the running stack tells others."""
        state = StackState.read(self._data.state)
        assert state is not None
        return state

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def exit_code(self) -> int:
        return self.process.wait(60)


@contextmanager
def launchers(root: Path) -> Iterator[DataDirectory]:
    """A data directory for launchers; at the end nothing of them is left."""
    data = DataDirectory.at(root / "var")
    try:
        yield data
    finally:
        end_orphans(data)
