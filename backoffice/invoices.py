"""The port `Invoices`, fulfilled by PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, bindparam, text

from application.ports import Invoice, InvoiceLine, Origin, UnknownInvoiceError
from database.columns import Values

_BY_KEY = text("SELECT * FROM invoices WHERE key = :key")
_FIND = text("""
    SELECT * FROM invoices WHERE number = :number AND order_number = :order AND kind = 'invoice'
""")
# The order's first invoice is -I1, its first credit note -C1.
_ISSUE = text("""
    INSERT INTO invoices
        (number, key, order_number, kind, about, currency, net, tax, gross, lines, due, issued_at)
    SELECT :order || :letter || (count(*) + 1), :key, :order, :kind, :about, :currency, :net, :tax, :gross,
        :lines, :due, :at
    FROM invoices WHERE order_number = :order AND kind = :kind
    ON CONFLICT (key) DO NOTHING RETURNING *
""").bindparams(bindparam("lines", type_=Values))
_LETTER = {"invoice": "-I", "credit_note": "-C"}


class SqlInvoices:
    """Invoices inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def issue(self, origin: Origin, currency: str, lines: Sequence[InvoiceLine], due: date | None) -> Invoice:
        """As Invoices."""
        return self._write(origin, "invoice", None, currency, lines, due)

    def credit(self, origin: Origin, about: str, lines: Sequence[InvoiceLine]) -> Invoice:
        """As Invoices."""
        found = self._connection.execute(_FIND, {"number": about, "order": origin.order}).one_or_none()
        if found is None:
            raise UnknownInvoiceError(about)
        return self._write(origin, "credit_note", about, found.currency, lines, None)

    def _write(
        self,
        origin: Origin,
        kind: str,
        about: str | None,
        currency: str,
        lines: Sequence[InvoiceLine],
        due: date | None,
    ) -> Invoice:
        fields = {
            "key": origin.key,
            "order": origin.order,
            "at": origin.time,
            "letter": _LETTER[kind],
            "kind": kind,
            "about": about,
            "currency": currency,
            "net": sum((line.net for line in lines), Decimal(0)),
            "tax": sum((line.tax for line in lines), Decimal(0)),
            "gross": sum((line.gross for line in lines), Decimal(0)),
            "lines": [asdict(line) for line in lines],
            "due": due,
        }
        row = self._connection.execute(_ISSUE, fields).one_or_none()
        return _invoice(row or self._connection.execute(_BY_KEY, {"key": origin.key}).one())


def _invoice(row: Row[Any]) -> Invoice:
    return Invoice(
        number=row.number,
        kind=row.kind,
        about=row.about,
        currency=row.currency,
        net=row.net,
        tax=row.tax,
        gross=row.gross,
        lines=tuple(InvoiceLine(**line) for line in row.lines),
        due=row.due,
    )
