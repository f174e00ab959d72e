"""Throwaway stacks leave nothing behind, whatever happens to them."""

import tempfile
from pathlib import Path

import psutil
import pytest

from stack.embedded.lock import DataDirectoryInUse, locked
from stack.embedded.part import MARK
from stack.embedded.throwaway import remove_abandoned
from stack.layout import DataDirectory
from stack.state import StackState


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def stack_in(temporary: Path) -> DataDirectory:
    data = DataDirectory.at(temporary / "orderflow-stack-x")
    StackState(1, "", "", "", {}).write(data.state)
    return data


def test_stack_whose_process_was_killed_is_ended_and_removed(temporary: Path) -> None:
    # given
    data = stack_in(temporary)
    server = psutil.Popen(["sleep", "60"], env={MARK: f"temporal@{data.root}", "PATH": "/usr/bin:/bin"})

    # when
    remove_abandoned()

    # then
    assert not data.root.exists()
    assert server.wait() != 0


def test_stack_that_somebody_uses_stays(temporary: Path) -> None:
    # given
    data = stack_in(temporary)

    # when
    with locked(data):
        remove_abandoned()

    # then
    assert data.state.exists()


def test_lock_of_one_holder_refuses_the_next_and_ends_with_its_context(tmp_path: Path) -> None:
    # given
    data = DataDirectory.at(tmp_path)

    # when
    with locked(data), pytest.raises(DataDirectoryInUse, match=r"process .*, started"), locked(data):
        pass

    # then
    with locked(data):
        assert "process" in data.lock.read_text(encoding="utf-8")
