"""The port ``RefusalLog``, fulfilled by PostgreSQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert

from database.tables import refusals


@dataclass(frozen=True, slots=True)
class SqlRefusalLog:
    """One row a refusal."""

    engine: Engine

    def write(
        self, number: str, at: datetime, actor: Mapping[str, Any], action: str, code: str, text: str
    ) -> None:
        """As RefusalLog."""
        row = {"order_number": number, "at": at, "actor": dict(actor), "action": action, "code": code}
        with self.engine.begin() as connection:
            connection.execute(insert(refusals), row | {"text": text})
