"""The port `Payments`, fulfilled by PostgreSQL: an append-only book."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql import insert

from application.ports import Account, Booking, CurrencyMismatchError, Origin, OverRefundError
from database.tables import payments

# One refund at a time: two at once must not both see the same money. It is a statement of its own, because
# a statement sees what was committed when it began, not when it got the lock.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('payments/' || :order, 0))")

_SUMS = text("""
    SELECT min(currency) AS currency, coalesce(bool_or(key = :key), false) AS booked,
        coalesce(sum(amount) FILTER (WHERE kind = 'request'), 0) AS requested,
        coalesce(sum(amount) FILTER (WHERE kind = 'receipt'), 0) AS received,
        coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0) AS refunded
    FROM payments WHERE order_number = :order
""")

_BOOK = insert(payments).on_conflict_do_nothing().returning(payments.c.id)

# What an entry of each kind adds to.
_SUM_OF = {"request": "requested", "receipt": "received", "refund": "refunded"}

# Two orders of one customer take turns: the second must see what the first has been given.
_LOCK_CUSTOMER = text("SELECT pg_advisory_xact_lock(hashtextextended('credit/' || :customer, 0))")

_OWED = text("""
    SELECT coalesce(sum(CASE kind WHEN 'receipt' THEN -p.amount ELSE p.amount END), 0)
    FROM payments p JOIN orders o ON o.number = p.order_number
    WHERE o.customer_id = :customer AND o.closed_at IS NULL AND p.currency = :currency
      AND o.number <> :beside
""")


class SqlPayments:
    """Requests, receipts and refunds of an order; where it stands is their sum."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def account(self, order: str) -> Account | None:
        """Where the order stands; None before the first entry."""
        return self._account(order, key="")[0]

    def owed_by(self, customer: str, currency: str, beside: str) -> Decimal:
        """What a customer's running orders still owe, without the order `beside`."""
        self._connection.execute(_LOCK_CUSTOMER, {"customer": customer})
        sought = {"customer": customer, "currency": currency, "beside": beside}
        owed: Decimal = self._connection.scalar(_OWED, sought) or Decimal(0)
        return owed

    def request(self, origin: Origin, amount: Decimal, currency: str, due: datetime | None) -> Account:
        """Ask the customer for money. Raises CurrencyMismatchError."""
        account, _ = self._open(origin, currency)
        entry = {"kind": "request", "amount": amount, "due": due}
        return self._book(origin, account, entry).account

    def receive(self, origin: Origin, amount: Decimal, currency: str, reference: str) -> Booking:
        """Book what came in, once for each reference. Raises CurrencyMismatchError."""
        account, _ = self._open(origin, currency)
        return self._book(origin, account, {"kind": "receipt", "amount": amount, "reference": reference})

    def refund(self, origin: Origin, amount: Decimal, currency: str, reason: str) -> Account:
        """Pay back. Raises CurrencyMismatchError and OverRefundError."""
        self._connection.execute(_LOCK, {"order": origin.order})
        account, booked = self._open(origin, currency)
        if booked:
            return account
        if amount > account.held:
            raise OverRefundError(amount, account.held)
        entry = {"kind": "refund", "amount": amount, "reason": reason}
        return self._book(origin, account, entry).account

    def _open(self, origin: Origin, currency: str) -> tuple[Account, bool]:
        """The account, and whether this call is booked already."""
        account, booked = self._account(origin.order, origin.key)
        if account is None:
            return Account(currency, Decimal(0), Decimal(0), Decimal(0)), False
        if account.currency != currency:
            raise CurrencyMismatchError(account.currency, currency)
        return account, booked

    def _account(self, order: str, key: str) -> tuple[Account | None, bool]:
        row = self._connection.execute(_SUMS, {"order": order, "key": key}).one()
        if row.currency is None:
            return None, False
        return Account(row.currency, row.requested, row.received, row.refunded), row.booked

    def _book(self, origin: Origin, account: Account, entry: Mapping[str, Any]) -> Booking:
        """Add an entry, unless its key or its reference is in the book already."""
        call = {"key": origin.key, "order_number": origin.order, "at": origin.time}
        row = {**call, "currency": account.currency, **entry}
        if self._connection.scalar(_BOOK, row) is None:
            return Booking(account, fresh=False)
        total = _SUM_OF[entry["kind"]]
        return Booking(replace(account, **{total: getattr(account, total) + entry["amount"]}), fresh=True)
