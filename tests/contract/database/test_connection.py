"""Connections bring limits with them, and JSON columns keep values exact."""

import os
import signal
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from database import ConnectionSettings, create_engine, is_repeatable, is_unavailable, transaction
from database.tables import outbox, stock
from engine.values import YearMonthDuration


def test_values_come_back_from_a_json_column_as_they_went_in(engine: Engine) -> None:
    data = {
        "price": Decimal("1.10"),
        "day": date(2026, 3, 31),
        "at": datetime(2026, 3, 31, 8, tzinfo=UTC),
        "wait": timedelta(hours=36),
        "term": YearMonthDuration(14),
        "names": ["张伟", None, True, 12],
    }
    row = {"key": "k", "order_number": "O", "template": "t", "language": "en", "created_at": data["at"]}

    with transaction(engine) as connection:
        connection.execute(insert(outbox).values(**row, data=data))
        stored = connection.scalar(select(outbox.c.data))

    assert stored == data
    assert str(stored["price"]) == "1.10"


def test_nothing_is_kept_of_a_transaction_that_raises(engine: Engine, shelve: object) -> None:
    def fail() -> None:
        with transaction(engine) as connection:
            connection.execute(text("CREATE TABLE left_over (id int)"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT to_regclass('left_over')")) is None


def test_a_statement_that_takes_too_long_is_stopped(database_url: str) -> None:
    engine = create_engine(database_url, ConnectionSettings(statement_timeout=timedelta(milliseconds=50)))

    with engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        connection.execute(text("SELECT pg_sleep(20)"))

    assert is_unavailable(caught.value)
    assert not is_repeatable(caught.value)
    engine.dispose()


@pytest.fixture
def impatient(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url, ConnectionSettings(answer_timeout=timedelta(milliseconds=300)))
    yield engine
    engine.dispose()


def test_a_server_that_freezes_under_a_statement_is_given_up(impatient: Engine) -> None:
    with impatient.connect() as connection:
        session = connection.scalar(text("SELECT pg_backend_pid()"))
        os.kill(session, signal.SIGSTOP)
        try:
            with pytest.raises(DBAPIError, match=r"has not answered for 0\.3 s") as caught:
                connection.execute(text("SELECT 1"))
        finally:
            os.kill(session, signal.SIGCONT)

    assert is_unavailable(caught.value)
    with impatient.connect() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) != session


def test_what_goes_wrong_within_the_time_limit_keeps_its_reason(impatient: Engine) -> None:
    with impatient.connect() as connection, pytest.raises(DBAPIError, match="division by zero") as caught:
        connection.execute(text("SELECT 1 / 0"))

    assert not is_unavailable(caught.value)


def test_a_frozen_transaction_loses_its_locks(database_url: str, shelve: object) -> None:
    settings = ConnectionSettings(idle_in_transaction_timeout=timedelta(milliseconds=100))
    frozen, other = create_engine(database_url, settings), create_engine(database_url)
    shelve(CUP=1)  # type: ignore[operator]

    with frozen.connect() as sleeper, other.connect() as worker:
        sleeper.execute(select(stock).with_for_update())
        locked = worker.execute(select(stock).with_for_update()).all()  # waits until the sleeper is ended
        with pytest.raises(DBAPIError) as caught:
            sleeper.execute(select(stock))

    assert len(locked) == 1
    assert is_unavailable(caught.value)
    frozen.dispose()
    other.dispose()


def test_waiting_too_long_for_a_lock_may_be_repeated(database_url: str, shelve: object) -> None:
    engine = create_engine(database_url, ConnectionSettings(lock_timeout=timedelta(milliseconds=50)))
    shelve(CUP=1)  # type: ignore[operator]

    with engine.connect() as first, engine.connect() as second:
        first.execute(select(stock).with_for_update())
        with pytest.raises(DBAPIError) as caught:
            second.execute(select(stock).with_for_update())

    assert is_repeatable(caught.value)
    engine.dispose()


def test_a_deadlock_may_be_repeated(engine: Engine, shelve: object) -> None:
    shelve(A=1, B=1)  # type: ignore[operator]
    both_hold_one = threading.Barrier(2)
    failures: list[DBAPIError] = []

    def lock(first: str, second: str) -> None:
        try:
            with engine.begin() as connection:
                connection.execute(select(stock).where(stock.c.sku == first).with_for_update())
                both_hold_one.wait(10)
                connection.execute(select(stock).where(stock.c.sku == second).with_for_update())
        except DBAPIError as error:
            failures.append(error)

    threads = [threading.Thread(target=lock, args=pair) for pair in (("A", "B"), ("B", "A"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [is_repeatable(failure) for failure in failures] == [True]


def test_a_server_that_is_away_is_unavailable() -> None:
    engine = create_engine("postgresql://nobody@127.0.0.1:1/none")

    with pytest.raises(DBAPIError) as caught:
        engine.connect()

    assert is_unavailable(caught.value)
