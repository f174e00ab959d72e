"""Orders as a channel writes them: plain data, sound unless a test changes a field."""

from decimal import Decimal
from typing import Any


def a_line(**fields: Any) -> dict[str, Any]:
    """A line of two mugs at the catalogue's price."""
    return {"sku": "CUP-001", "quantity": 2, "unit_price": Decimal("29.90")} | fields


def an_order(**fields: Any) -> dict[str, Any]:
    """An order of one line by a known customer. `json.dumps` can write it once its lines are given."""
    return {
        "channel": "web-shop",
        "external_number": "SO-1",
        "customer": {"id": "C-1001"},
        "currency": "CNY",
        "lines": [a_line()],
    } | fields
