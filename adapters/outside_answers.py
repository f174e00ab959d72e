"""The port ``Answers``, fulfilled by PostgreSQL: each call is a transaction of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from application.ports.journal import JournalUnavailableError
from database.failures import is_unavailable
from database.tables import outside_answers

_FIND = select(outside_answers.c.answer).where(outside_answers.c.key == bindparam("key"))
_KEEP = insert(outside_answers).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class SqlAnswers:
    """Answers in the table of that name."""

    engine: Engine

    def find(self, key: str) -> dict[str, Any] | None:
        """As Answers."""
        with self._transaction() as connection:
            answer: dict[str, Any] | None = connection.scalar(_FIND, {"key": key})
        return answer

    def keep(self, key: str, order: str, service: str, answer: dict[str, Any], at: datetime) -> None:
        """As Answers."""
        row = {"key": key, "order_number": order, "service": service, "answer": answer, "answered_at": at}
        with self._transaction() as connection:
            connection.execute(_KEEP, row)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self.engine.begin() as connection:
                yield connection
        except (DBAPIError, PoolTimeoutError) as error:
            if is_unavailable(error):
                raise JournalUnavailableError(str(error).splitlines()[0]) from error
            raise
