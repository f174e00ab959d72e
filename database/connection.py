"""Connections: a pool with limits, and values as JSON."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy
from sqlalchemy import Engine
from sqlalchemy.engine import URL, make_url

from engine.values import decode, encode


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
    application_name: str = "orderflow"


def create_engine(url: str, settings: ConnectionSettings | None = None) -> Engine:
    """An engine for a `postgresql://…` address; nothing is connected yet.

    JSON columns hold values of `engine.values`: exact decimals, dates and durations survive.
    """
    settings = settings or ConnectionSettings()
    return sqlalchemy.create_engine(
        psycopg_url(url),
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_timeout=settings.pool_timeout.total_seconds(),
        pool_pre_ping=True,  # after a restart of PostgreSQL every pooled connection is dead
        connect_args={"options": _options(settings), "connect_timeout": 5},
        json_serializer=lambda value: encode(value).decode(),
        json_deserializer=decode,
    )


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
