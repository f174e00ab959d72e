"""Connections: a pool with limits, and values as JSON."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError

from database.patience import connector
from engine.values import decode, encode

CONNECT_SECONDS = 5


@dataclass(frozen=True, slots=True)
class ConnectionSettings:
    """How long things may take and how many at once. The reasons for the defaults stand beside them."""

    # One connection for each segment that runs at once; more would only queue inside PostgreSQL.
    pool_size: int = 10
    # Waiting longer than this for a connection means that the pool is too small: say so, do not hang.
    pool_timeout: timedelta = timedelta(seconds=5)
    # Shorter than a segment's own timeout, so that the database answers before Temporal gives up.
    statement_timeout: timedelta = timedelta(seconds=5)
    # A lock is held for milliseconds. Who waits this long stands behind a frozen worker.
    lock_timeout: timedelta = timedelta(seconds=3)
    # A worker that froze inside a transaction loses it and its locks.
    idle_in_transaction_timeout: timedelta = timedelta(seconds=10)
    # How long to wait for any answer at all. A worker waits on: Temporal's time-outs look after it. People
    # give up sooner; longer than a statement may take, or a busy server would look like a frozen one.
    answer_timeout: timedelta | None = None
    application_name: str = "orderflow"


def create_engine(url: str, settings: ConnectionSettings | None = None) -> Engine:
    """An engine for a `postgresql://…` address; nothing is connected yet.

    JSON columns hold values of `engine.values`: exact decimals, dates and durations survive.
    """
    settings = settings or ConnectionSettings()
    engine = sqlalchemy.create_engine(
        psycopg_url(url),
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_timeout=settings.pool_timeout.total_seconds(),
        pool_use_lifo=True,  # few warm connections, which know their statements, instead of all in turn
        connect_args={"options": _options(settings), "connect_timeout": CONNECT_SECONDS},
        json_serializer=lambda value: encode(value).decode(),
        json_deserializer=decode,
    )
    if settings.answer_timeout is not None:
        event.listen(engine, "do_connect", connector(settings.answer_timeout))
    event.listen(engine, "checkin", _note_rest)
    event.listen(engine, "checkout", _ping_after_rest)
    event.listen(engine, "before_cursor_execute", _count_write)
    return engine


def reading(engine: Engine) -> Connection:
    """A connection for questions, each of which is a transaction of its own: nothing to begin or to roll
    back. A rollback would also make the driver forget the statements that it has prepared."""
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


RESTED_SECONDS = 1.0  # a connection in constant use is known to live; one that rested may have died


def _note_rest(_: Any, about: Any) -> None:
    about.info["rests_since"] = time.monotonic()


def _ping_after_rest(connection: DBAPIConnection, about: Any, _: Any) -> None:
    """After a restart of PostgreSQL every pooled connection is dead: the pool opens new ones then."""
    since = about.info.get("rests_since")
    if since is not None and time.monotonic() - since > RESTED_SECONDS:
        try:
            connection.autocommit = True  # a rollback would make it forget its prepared statements
            connection.cursor().execute("")
            connection.autocommit = False
        except psycopg.Error as error:
            raise DisconnectionError(str(error)) from error


def _count_write(connection: Connection, _: Any, statement: str, *__: Any) -> None:
    if not statement.lstrip().startswith("SELECT"):
        connection.info["writes"] = writes(connection) + 1


def writes(connection: Connection) -> int:
    """How many statements other than queries this connection has executed since it was opened."""
    found: int = connection.info.get("writes", 0)
    return found


def psycopg_url(url: str) -> URL:
    """The address with the driver that we use, whichever of the usual spellings it came in."""
    return make_url(url.replace("postgres://", "postgresql://", 1)).set(drivername="postgresql+psycopg")


def _options(settings: ConnectionSettings) -> str:
    limits = {
        "statement_timeout": settings.statement_timeout,
        "lock_timeout": settings.lock_timeout,
        "idle_in_transaction_session_timeout": settings.idle_in_transaction_timeout,
    }
    options = [f"-c {name}={int(limit.total_seconds() * 1000)}" for name, limit in limits.items()]
    return " ".join([*options, f"-c application_name={settings.application_name}", "-c timezone=UTC"])
