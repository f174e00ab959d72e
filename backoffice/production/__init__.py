"""Production in PostgreSQL: finite capacity by work centre and day, booked under a lock."""

from backoffice.production.port import SqlProduction

__all__ = ["SqlProduction"]
