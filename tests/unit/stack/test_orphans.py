"""Whom a new stack ends, and whom it leaves alone."""

import os
import signal
import subprocess
from pathlib import Path

import psutil

from stack.embedded.orphans import end_orphans
from stack.embedded.part import MARK
from stack.layout import DataDirectory
from stack.state import StackState


def sleeper(mark: str = "") -> subprocess.Popen[bytes]:
    return subprocess.Popen(["sleep", "60"], env={**os.environ, MARK: mark})


def test_process_that_only_carries_a_recorded_number_is_left_alone(tmp_path: Path) -> None:
    # given: the addresses of a dead stack name a process that is somebody else's today
    data = DataDirectory.at(tmp_path)
    bystander = sleeper()
    StackState(1, "", "", "", {"postgres": bystander.pid}).write(data.state)

    # when
    ended = end_orphans(data)

    # then
    assert ended == ()
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


def test_processes_of_another_directory_are_left_alone(tmp_path: Path) -> None:
    # given
    mine, other = DataDirectory.at(tmp_path / "mine"), DataDirectory.at(tmp_path / "mine-too")
    bystander = sleeper(f"worker@{other.root}")

    # when
    ended = end_orphans(mine)

    # then
    assert ended == ()
    assert end_orphans(other) == ("worker",)
    assert bystander.wait() == -signal.SIGTERM


def test_orphans_end_in_the_order_that_loses_nothing_even_when_frozen(tmp_path: Path) -> None:
    # given
    data = DataDirectory.at(tmp_path)
    orphans = {name: sleeper(f"{name}@{data.root}") for name in ("postgres", "temporal", "worker-2")}
    psutil.Process(orphans["temporal"].pid).suspend()

    # when
    ended = end_orphans(data)

    # then
    assert ended == ("worker-2", "temporal", "postgres")
    codes = {name: process.wait() for name, process in orphans.items()}
    assert codes == {
        "worker-2": -signal.SIGTERM,
        "temporal": -signal.SIGTERM,
        "postgres": -signal.SIGINT,  # "fast"; SIGTERM would wait for every session
    }
