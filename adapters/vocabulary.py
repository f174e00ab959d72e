"""The port ``Vocabulary``, fulfilled by PostgreSQL: nothing has to be compiled for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, Engine, select

from application.ports.vocabulary import Kind
from application.vocabulary import STATUSES
from database.connection import reading
from database.tables import groups, process_definitions


@dataclass(frozen=True, slots=True)
class SqlVocabulary:
    """Names of the staff directory, and of every definition that was ever published: orders run by them."""

    engine: Engine

    def known(self, kind: Kind) -> Sequence[str]:
        """As Vocabulary."""
        table = process_definitions.c
        match kind:
            case "group":
                return self._column(groups.c.id)
            case "process":
                return self._column(table.name)
            case "status":
                return sorted({*STATUSES, *self._words(kind)})
            case _:
                return sorted(self._words(kind))

    def _column(self, column: Column[str]) -> Sequence[str]:
        with reading(self.engine) as connection:
            return list(connection.scalars(select(column).distinct().order_by(column)))

    def _words(self, kind: Kind) -> set[str]:
        words = process_definitions.c.words
        with reading(self.engine) as connection:
            found = connection.scalars(select(words[kind]).where(words.is_not(None)).distinct())
            return {name for names in found for name in names}
