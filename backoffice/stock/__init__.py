"""Stock in PostgreSQL: reserved under row locks, moved with a ledger, never oversold."""

from backoffice.stock.port import SqlStock

__all__ = ["SqlStock"]
