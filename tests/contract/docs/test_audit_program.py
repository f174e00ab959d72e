"""The auditor's program in docs/architecture.md: it accepts a true chain and finds every kind of forgery."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from engine.interpreter import State, snapshot
from tests.support.definitions_for_segments import SMALL, noting
from tests.support.order_bench import Bench, clerk, stimulus
from workflows.adoption import adopt

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "architecture.md"

ALTERED = "record 5 was altered"
CUT = "the chain does not end at the order's head"
FORGERIES = {
    "another actor": ('update records set actor = \'{"person": "nobody"}\' where seq = 5', ALTERED),
    "another time": ("update records set time = time + interval '1 second' where seq = 5", ALTERED),
    "another order of things": ("update records set seq = -seq where seq = 5", "record -5 was altered"),
    "a record taken out": ("delete from records where seq = 5", "record 6 was altered, or one before it"),
    "the end cut off": ("delete from records where seq = (select max(seq) from records)", CUT),
}


@pytest.fixture
def journal(engine: Engine) -> Engine:
    """The journal of one order that was reviewed, with texts and numbers that are awkward to write down."""
    bench = Bench(engine, {"processes/small.yaml": SMALL.encode()}, {"test.note": noting()})
    answer = bench.begin("T-1", {"order": {"price": 100, "note": '茶 ☕ "<&>" \t \x7f'}})
    state, _ = adopt(bench.process, snapshot(State()), answer.segments)
    parts = {"task": "T-1/review#1", "outcome": "accept", "data": {}}
    accepted = stimulus("CompletionReceived", "c-1", clerk(), **parts)
    bench.runner().run(bench.request("T-1", state.hash, accepted), snapshot(state))
    return engine


def audit(engine: Engine, program: Path) -> subprocess.CompletedProcess[str]:
    """Runs the page's own text, with nothing of ours on the path."""
    (source,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    program.write_text(source, encoding="utf-8")
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    command = [sys.executable, "-W", "error", str(program), url, "T-1"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=program.parent)


def test_true_chain_is_accepted(journal: Engine, tmp_path: Path) -> None:
    # given / when
    outcome = audit(journal, tmp_path / "audit.py")

    # then
    assert (outcome.returncode, outcome.stderr) == (0, "")


@pytest.mark.parametrize("forgery", FORGERIES)
def test_forgery_is_found(forgery: str, journal: Engine, tmp_path: Path) -> None:
    # given
    statement, complaint = FORGERIES[forgery]
    with journal.begin() as connection:
        connection.execute(text(statement))

    # when
    outcome = audit(journal, tmp_path / "audit.py")

    # then
    assert outcome.returncode == 1
    assert complaint in outcome.stderr
