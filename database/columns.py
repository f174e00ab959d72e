"""The few kinds of columns that all tables are made of."""

from typing import Any

from sqlalchemy import Column, DateTime, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB

# Always with time zone: PostgreSQL keeps the instant, and psycopg gives aware datetimes back.
Time = DateTime(timezone=True)
# Exact, and as precise as they were written: 29.90 comes back as 29.90, not as 29.900000.
Amount = Numeric()
Quantity = Numeric()
# Values of engine.values, tags included: the engine's codec reads and writes it (see connection.py).
Values = JSONB(none_as_null=True)


def order_number(**options: Any) -> Column[str]:
    """The order's number, which is its workflow id.

    No foreign key: records and effects outlive the row in `orders`, and an insert into a hot
    table must not take a share lock on it.
    """
    return Column("order_number", Text, nullable=False, **options)
