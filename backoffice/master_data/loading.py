"""Writes master data to the database; loading twice is as once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import insert

from application.ports import Demand, Origin
from backoffice.master_data.engineering import capacity_rows
from backoffice.master_data.entries import CustomerEntry, MasterData, ProductEntry, StaffEntry
from backoffice.stock import SqlStock
from database.tables import (
    agreements,
    capacity_days,
    customers,
    expected_receipts,
    groups,
    memberships,
    parties,
    product_routes,
    products,
    staff,
    stock,
    suppliers,
    work_centers,
)


def load_master_data(connection: Connection, data: MasterData, time: datetime) -> None:
    """Write it: what exists is brought up to date, but stock that has moved since stays as it is."""
    _put(connection, products, "sku", [_product(entry) for entry in data.products])
    _put(connection, stock, "sku", [{"sku": p.sku, "location": p.location} for p in data.products])
    _open_stock(connection, data.products, time)
    _put(connection, parties, "reference", [_party(entry) for entry in data.customers])
    _put(connection, customers, "id", [_customer(entry) for entry in data.customers])
    _put(connection, groups, "id", [entry.model_dump() for entry in data.groups])
    _put(connection, staff, "id", [entry.model_dump(exclude={"groups"}) for entry in data.staff])
    _put_memberships(connection, data.staff)
    _put_engineering(connection, data)


def _put_engineering(connection: Connection, data: MasterData) -> None:
    centers = [entry.model_dump(exclude={"days"}) for entry in data.work_centers]
    _put(connection, work_centers, "id", centers)
    days = capacity_rows(data.work_centers)
    _put(connection, capacity_days, ("work_center", "day"), days)
    _put(connection, suppliers, "id", [entry.model_dump() for entry in data.suppliers])
    _put(connection, product_routes, "sku", [entry.model_dump() for entry in data.routes])
    _put(connection, agreements, "customer", [entry.model_dump() for entry in data.agreements])
    _put(connection, expected_receipts, "id", [entry.model_dump() for entry in data.receipts])


def _product(entry: ProductEntry) -> dict[str, Any]:
    return entry.model_dump(exclude={"stock", "location"})


def _party(entry: CustomerEntry) -> dict[str, Any]:
    data = entry.party.model_dump(exclude_none=True)
    return {"reference": _reference(entry), "role": "customer", "data": data}


def _customer(entry: CustomerEntry) -> dict[str, Any]:
    return {**entry.model_dump(exclude={"party"}), "party": _reference(entry)}


def _reference(entry: CustomerEntry) -> str:
    return f"party:customer/{entry.id}"


def _open_stock(connection: Connection, entries: Sequence[ProductEntry], time: datetime) -> None:
    # Received like any other goods, one call a product: so the ledger adds up from the first piece,
    # and a product that is added to the file later gets its stock too.
    port = SqlStock(connection)
    for entry in entries:
        if entry.stock:
            origin = Origin(key=f"opening-stock/{entry.sku}", order="", time=time)
            port.receive(origin, [Demand("", entry.sku, entry.stock)])


def _put_memberships(connection: Connection, entries: Sequence[StaffEntry]) -> None:
    rows = [{"staff_id": entry.id, "group_id": group} for entry in entries for group in entry.groups]
    if rows:
        connection.execute(insert(memberships).on_conflict_do_nothing(), rows)


def _put(
    connection: Connection, table: Table, key: str | Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    if not rows:
        return
    statement, keys = insert(table), [key] if isinstance(key, str) else [*key]
    fresh = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=fresh), rows)
