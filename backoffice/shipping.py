"""The port `Shipping`, fulfilled by PostgreSQL, with a carrier that exists on paper only."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Text, bindparam, cast, func, select, update
from sqlalchemy.dialects.postgresql import insert

from application.ports import (
    ItemToShip,
    Origin,
    Shipment,
    ShipmentEvent,
    ShipmentStateError,
    UnknownShipmentError,
)
from backoffice.shipment_states import CAN_BE_CANCELLED, may_become
from database.tables import shipment_events, shipments

_columns = shipments.c
_FIND = select(shipments).where(
    _columns.number == bindparam("number"), _columns.order_number == bindparam("order")
)
_FIND_AND_LOCK = _FIND.with_for_update()
_CHANGE = update(shipments).where(_columns.number == bindparam("which")).returning(*_columns)
_NOTE = insert(shipment_events).on_conflict_do_nothing().returning(shipment_events.c.reference)

# The order's first shipment is -S1, and so on.
_number_so_far = select(func.count()).where(_columns.order_number == bindparam("of_order")).scalar_subquery()
_next_number = bindparam("of_order").concat("-S").concat(cast(_number_so_far + 1, Text))
_OPEN = (
    insert(shipments)
    .values(number=_next_number, state="picking")
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(*_columns)
)
_OPENED = select(shipments).where(_columns.key == bindparam("key"))


class SqlShipping:
    """Shipments inside the caller's transaction; a shipment is locked while it changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pick(self, origin: Origin, items: Sequence[ItemToShip], ship_to: str | None) -> Shipment:
        """Open a shipment in state `picking`, with a pick list in the order of the shelves."""
        route = sorted(items, key=lambda item: (item.location or "~", item.sku, item.line))
        parameters = {
            "key": origin.key,
            "order_number": origin.order,
            "of_order": origin.order,
            "lines": [asdict(item) for item in route],
            "ship_to": ship_to,
            "created_at": origin.time,
        }
        row = self._connection.execute(_OPEN, parameters).one_or_none()
        return _shipment(row or self._connection.execute(_OPENED, {"key": origin.key}).one())

    def find(self, order: str, number: str) -> Shipment:
        """The shipment as it stands. Raises UnknownShipmentError."""
        return self._find(order, number, lock=False)

    def ship(self, origin: Origin, number: str, carrier: str) -> Shipment:
        """Hand it to the carrier: it gets a tracking number. Raises ShipmentStateError."""
        shipment = self._find(origin.order, number, lock=True)
        tracking_number = _tracking_number(carrier, origin.key)
        if shipment.tracking_number == tracking_number:
            return shipment
        return self._change(
            shipment, "shipped", carrier=carrier, tracking_number=tracking_number, shipped_at=origin.time
        )

    def track(self, origin: Origin, number: str, event: ShipmentEvent) -> Shipment:
        """Note what happened on the way. Raises ShipmentStateError."""
        shipment = self._find(origin.order, number, lock=True)
        if shipment.state in {"picking", "cancelled"}:
            raise ShipmentStateError(number, shipment.state, event.code)
        if not self._note(number, event) or not may_become(shipment.state, event.code):
            return shipment  # told before, or told late: carriers report in any order
        when = {"delivered_at": event.time} if event.code == "delivered" else {}
        return self._change(shipment, event.code, **when)

    def cancel(self, origin: Origin, number: str) -> Shipment:
        """Stop it: `cancelled` while picking, afterwards `recalled` from the carrier."""
        shipment = self._find(origin.order, number, lock=True)
        if shipment.state in {"cancelled", "recalled"}:
            return shipment
        return self._change(shipment, CAN_BE_CANCELLED.get(shipment.state, "cancelled"))

    def _note(self, number: str, event: ShipmentEvent) -> bool:
        """Keep an event; False when it was told before."""
        row = {"shipment": number, **asdict(event)}
        row["at"] = row.pop("time")
        return self._connection.scalar(_NOTE, row) is not None

    def _find(self, order: str, number: str, *, lock: bool) -> Shipment:
        statement = _FIND_AND_LOCK if lock else _FIND
        row = self._connection.execute(statement, {"order": order, "number": number}).one_or_none()
        if row is None:
            raise UnknownShipmentError(number)
        return _shipment(row)

    def _change(self, shipment: Shipment, state: str, **fields: Any) -> Shipment:
        if not may_become(shipment.state, state):
            raise ShipmentStateError(shipment.number, shipment.state, state)
        row = self._connection.execute(_CHANGE, {"which": shipment.number, "state": state, **fields}).one()
        return _shipment(row)


def _tracking_number(carrier: str, key: str) -> str:
    # Made from the call's key: a repeated call hands over the same parcel under the same number.
    digits = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % 10**12
    return f"{carrier.upper()}{digits:012d}"


def _shipment(row: Row[Any]) -> Shipment:
    return Shipment(
        number=row.number,
        order=row.order_number,
        state=row.state,
        items=tuple(ItemToShip(**item) for item in row.lines),
        ship_to=row.ship_to,
        carrier=row.carrier,
        tracking_number=row.tracking_number,
        shipped_at=row.shipped_at,
        delivered_at=row.delivered_at,
    )
