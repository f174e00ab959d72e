"""Connections that give up a server which does not answer: the server's own time limits freeze with it."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen


class PatientConnection(psycopg.Connection[Any]):
    """Waits for an answer as long as it may, then breaks off.

    Keep-alives do not help: the system answers them for a process that is frozen.
    """

    answer_timeout: float | None = None

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """As psycopg.Connection, within the limit. Raises psycopg.OperationalError, and is closed then:
        nobody knows what the server did."""
        limit = self.answer_timeout if timeout is None else timeout
        if limit is None:
            return super().wait(gen, interval)
        begun = time.monotonic()
        try:
            return super().wait(gen, interval, limit)
        except psycopg.OperationalError as error:
            if time.monotonic() - begun < limit:
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError(f"PostgreSQL has not answered for {limit:g} s") from error


def connector(limit: timedelta) -> Callable[..., PatientConnection]:
    """Connects as SQLAlchemy's event ``do_connect`` asks for."""

    def connect(_dialect: Any, _record: Any, arguments: Any, options: dict[str, Any]) -> PatientConnection:
        connection = PatientConnection.connect(*arguments, **options)
        connection.answer_timeout = limit.total_seconds()
        return connection

    return connect
