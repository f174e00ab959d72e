"""Money is conserved: the book says what the orders' own calls say, and nothing else."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, select, text

from database.tables import effects

_BOOK = text("""
    SELECT p.order_number AS number, o.status, o.closed_at IS NOT NULL AS closed,
        coalesce(sum(amount) FILTER (WHERE kind = 'request'), 0) AS requested,
        coalesce(sum(amount) FILTER (WHERE kind = 'receipt'), 0) AS received,
        coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0) AS refunded
    FROM payments p JOIN orders o ON o.number = p.order_number GROUP BY o.number, p.order_number
""")
_STRAY = text("SELECT key FROM payments p WHERE NOT EXISTS (SELECT 1 FROM effects e WHERE e.key = p.key)")
_ANSWERS = select(effects.c.order_number, effects.c.result).where(effects.c.service.startswith("payment."))
_SUMS = ("requested", "received", "refunded")
_CALLED_OFF = ("cancelled", "rejected")


def broken_money(engine: Engine) -> list[str]:
    """Entries that no call of an order made, sums that are not what its calls were answered, money that we
    keep of an order that was called off."""
    with engine.connect() as connection:
        stray = list(connection.scalars(_STRAY))
        book = {row.number: dict(row._mapping) for row in connection.execute(_BOOK)}
        answered = _answered([(row.order_number, row.result) for row in connection.execute(_ANSWERS)])
    found = [f"payment {key}: no call has booked it" for key in stray]
    for number in sorted(book.keys() | answered.keys()):
        entries = book.get(number, dict.fromkeys(_SUMS, 0))
        told = answered.get(number, dict.fromkeys(_SUMS, 0))
        if any(entries[name] != told[name] for name in _SUMS):
            found.append(f"{number}: the book has {_shown(entries)}, its calls were answered {_shown(told)}")
        if (
            entries.get("closed")
            and entries["status"] in _CALLED_OFF
            and entries["received"] != entries["refunded"]
        ):
            found.append(f"{number}: {entries['status']}, and we still have its money: {_shown(entries)}")
    return found


def _answered(answers: list[tuple[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the calls of each order were answered last: the sums only grow."""
    found: dict[str, dict[str, Any]] = {}
    for number, result in answers:
        before = found.setdefault(number, dict.fromkeys(_SUMS, 0))
        found[number] = {name: max(before[name], result[name]) for name in _SUMS}
    return found


def _shown(sums: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {sums[name]}" for name in _SUMS)
