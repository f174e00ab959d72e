"""One program as a part of the stack."""

import signal
import sys
from pathlib import Path

import psutil
import pytest

from stack.embedded.part import Part, PartFailed, PartSpec
from tests.support.waiting import eventually

# Says "up", and "bye" when it is asked to end; a second argument keeps it from ending.
PROGRAM = """
import signal, sys, time
def end(number, frame):
    print("bye", flush=True)
    if "stubborn" not in sys.argv: sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("up", flush=True)
while True: time.sleep(0.05)
"""


def spec(tmp_path: Path, program: str = PROGRAM, *arguments: str, start_seconds: float = 10) -> PartSpec:
    log = tmp_path / "part.log"
    return PartSpec(
        name="part",
        command=(sys.executable, "-c", program, *arguments),
        log=log,
        mark="part@nowhere",
        ready=lambda: "" if "up" in log.read_text(encoding="utf-8") else "it has not said that it is up",
        stop_seconds=1,
        start_seconds=start_seconds,
    )


def test_part_that_obeys_ends_by_itself(tmp_path: Path) -> None:
    # given
    part = Part(spec(tmp_path))
    part.wait_until_ready()

    # when
    part.stop()

    # then
    assert part.exit_code == 0
    assert "bye" in part.spec.log.read_text(encoding="utf-8")


def test_part_that_does_not_obey_is_killed(tmp_path: Path) -> None:
    # given
    part = Part(spec(tmp_path, PROGRAM, "stubborn"))
    part.wait_until_ready()

    # when
    part.stop()

    # then
    assert part.exit_code == -signal.SIGKILL


def test_part_that_was_frozen_still_ends_cleanly(tmp_path: Path) -> None:
    # given
    part = Part(spec(tmp_path))
    part.wait_until_ready()
    part.pause()
    eventually(lambda: psutil.Process(part.pid).status() == psutil.STATUS_STOPPED)

    # when
    part.stop()

    # then
    assert part.exit_code == 0


def test_part_that_ends_at_once_shows_its_last_words(tmp_path: Path) -> None:
    # given
    part = Part(spec(tmp_path, "raise SystemExit('no such file: orders.db')"))

    # when / then
    with pytest.raises(PartFailed, match=r"part ended with exit code 1(.|\n)*no such file: orders.db"):
        part.wait_until_ready()


def test_part_that_never_becomes_ready_is_told_what_it_lacked(tmp_path: Path) -> None:
    # given
    part = Part(spec(tmp_path, "import time; time.sleep(60)", start_seconds=0.2))

    # when / then
    with pytest.raises(PartFailed, match=r"not ready after 0.2 s: it has not said that it is up"):
        part.wait_until_ready()
    part.kill()


def test_log_that_has_grown_large_makes_room_for_the_next(tmp_path: Path) -> None:
    # given
    old = spec(tmp_path).log
    old.write_bytes(b"x" * 11_000_000)

    # when
    part = Part(spec(tmp_path))
    part.wait_until_ready()
    part.stop()

    # then
    assert old.stat().st_size < 100
    assert (tmp_path / "part.log.1").stat().st_size == 11_000_000
