"""What a segment asks of the database: few statements, and savepoints only when they are needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event

from activities.service import BusinessError, Call, service
from application.ports import Message, Ports
from database import create_engine
from tests.support.definitions_for_segments import SMALL, Note, Noted, noting
from tests.support.order_bench import Bench

FILES = {"processes/small.yaml": SMALL.encode()}
ORDER = {"order": {"price": 100}}


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is executed meanwhile."""
    executed: list[str] = []

    def note(*happened: Any) -> None:
        executed.append(happened[2].split(maxsplit=1)[0])

    event.listen(engine, "before_cursor_execute", note)
    yield executed
    event.remove(engine, "before_cursor_execute", note)


def test_a_segment_in_which_nothing_fails_needs_no_savepoint(engine: Engine) -> None:
    # given
    bench = Bench(engine, FILES, {"test.note": noting()})

    # when
    with statements(engine) as executed:
        bench.begin("T-1", ORDER)

    # then
    assert "SAVEPOINT" not in executed
    assert len(executed) < 12, executed


@service("test.note")
def hasty(ports: Ports, call: Call, request: Note) -> Noted:
    """Promises, tells the customer, and only then finds out that it can not."""
    ports.promises.record(call.origin(), {"1": date(2026, 3, 2)}, None)
    ports.outbox.put(call.origin(), Message("promised", "en", None, {}))
    raise BusinessError("UNKNOWN", "not declared")


def test_a_service_that_fails_behind_a_write_is_undone_alone(engine: Engine) -> None:
    # given
    bench = Bench(engine, FILES, {"test.note": hasty})

    # when
    with statements(engine) as executed:
        bench.begin("T-1", ORDER)

    # then
    assert executed.count("SAVEPOINT") == 1, "the segment was run again with savepoints"
    assert bench.rows("select count(*) from promises")[0][0] == 0
    assert bench.rows("select count(*) from outbox")[0][0] == 0
    assert [row.code for row in bench.rows("select code from incidents")] == ["RuntimeError"]


def test_what_a_service_that_fails_has_told_is_taken_back_without_a_savepoint(engine: Engine) -> None:
    # given
    def fail(_call: Call, _note: Note) -> None:
        raise BusinessError("UNKNOWN", "not declared")

    bench = Bench(engine, FILES, {"test.note": noting(meanwhile=fail)})

    # when
    with statements(engine) as executed:
        bench.begin("T-1", ORDER)

    # then
    assert "SAVEPOINT" not in executed
    assert bench.rows("select count(*) from outbox")[0][0] == 0
    assert [row.code for row in bench.rows("select code from incidents")] == ["RuntimeError"]
