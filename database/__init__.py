"""PostgreSQL: the tables, the way to reach them, and their one migration history."""

from database.connection import ConnectionSettings, create_engine
from database.failures import is_repeatable, is_unavailable
from database.transaction import transaction

__all__ = [
    "ConnectionSettings",
    "create_engine",
    "is_repeatable",
    "is_unavailable",
    "transaction",
]
