"""PostgreSQL's own lock file after its server was killed."""

import os
from pathlib import Path

import pytest

from stack.embedded.postgres import remove_stale_lock


@pytest.mark.parametrize(
    "holder",
    ["999999999", pytest.param(str(os.getpid()), id="itself"), "", "garbage"],
)
def test_lock_of_nobody_or_of_a_stranger_is_removed(tmp_path: Path, holder: str) -> None:
    # given
    lock = tmp_path / "postmaster.pid"
    lock.write_text(f"{holder}\n/data\n", encoding="ascii")

    # when
    remove_stale_lock(lock)

    # then
    assert not lock.exists()
