"""The next PostgreSQL waits for what the one before has left."""

import shutil
import subprocess
import time
from pathlib import Path
from threading import Timer

from stack.embedded.postgres import outlive_sessions
from stack.layout import DataDirectory


def session(data: DataDirectory) -> subprocess.Popen[bytes]:
    """A process as PostgreSQL's sessions look from outside."""
    data.postgres.mkdir()
    program = data.root / "postgres-program" / "postgres"
    program.parent.mkdir()
    shutil.copy(str(shutil.which("sleep")), program)
    return subprocess.Popen([program, "60"], cwd=data.postgres)


def test_sessions_are_waited_for_until_they_are_gone(tmp_path: Path) -> None:
    # given
    data = DataDirectory.at(tmp_path / "data")
    left = session(data)
    Timer(0.3, left.kill).start()

    # when
    outlive_sessions(data)

    # then
    assert left.wait(0) != 0, "it was over when the wait ended"


def test_a_session_that_never_ends_is_not_waited_for_without_end(tmp_path: Path) -> None:
    # given
    data = DataDirectory.at(tmp_path / "data")
    left = session(data)

    # when
    begun = time.monotonic()
    outlive_sessions(data, patience=0.2)

    # then
    assert left.poll() is None
    assert time.monotonic() - begun >= 0.2
    left.kill()
    left.wait()
