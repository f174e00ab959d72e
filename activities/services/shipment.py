"""Shipments: pick, ship, follow, call back."""

from collections.abc import Iterator
from contextlib import contextmanager

from activities.service import BusinessError, Call, service
from activities.services.shapes import MAX_LISTED, Goods
from activities.services.shipment_shapes import (
    PickList,
    PickListItem,
    PickRequest,
    ShipmentRequest,
    ShipmentState,
    Shipped,
    ShipRequest,
    TrackRequest,
)
from activities.services.stock_movements import not_reserved
from activities.services.stock_reservation import unknown_product
from application.ports import (
    Demand,
    ItemToShip,
    NotReservedError,
    Ports,
    Shipment,
    ShipmentEvent,
    ShipmentStateError,
    UnknownProductError,
    UnknownShipmentError,
)


@service("shipping.pick")
def pick(ports: Ports, call: Call, request: PickRequest) -> PickList:
    """Open a shipment and write its pick list."""
    levels = ports.stock.levels({line.sku for line in request.lines})
    shelves = {sku: level.location for sku, level in levels.items()}
    items = [_item(line, shelves.get(line.sku)) for line in request.lines]
    shipment = ports.shipping.pick(call.origin(), items, request.ship_to)
    listed = [_pick_list_item(item) for item in shipment.items[:MAX_LISTED]]
    return PickList(shipment=shipment.number, items=listed, item_count=len(shipment.items))


@service("shipping.ship", errors=("NOT_RESERVED", "UNKNOWN_SHIPMENT", "WRONG_SHIPMENT_STATE"))
def ship(ports: Ports, call: Call, request: ShipRequest) -> Shipped:
    """Hand a picked shipment to the carrier; its goods leave stock."""
    with _refusals():
        shipment = ports.shipping.ship(call.origin(), request.shipment, request.carrier)
        # Last, because it locks the rows that every other order wants.
        ports.stock.issue(call.origin("issue"), _goods(shipment))
    return _shipped(shipment)


@service("shipping.track", errors=("UNKNOWN_SHIPMENT", "WRONG_SHIPMENT_STATE"))
def track(ports: Ports, call: Call, request: TrackRequest) -> ShipmentState:
    """Note what the carrier reports; an event told twice, or late, changes nothing."""
    event = ShipmentEvent(request.reference or call.key, request.code, request.at or call.time, request.place)
    with _refusals():
        return _state(ports.shipping.track(call.origin(), request.shipment, event))


@service("shipping.cancel", errors=("UNKNOWN_SHIPMENT", "WRONG_SHIPMENT_STATE"))
def cancel(ports: Ports, call: Call, request: ShipmentRequest) -> ShipmentState:
    """Stop a shipment: not sent at all, or called back from the carrier (then it is `recalled`)."""
    with _refusals():
        return _state(ports.shipping.cancel(call.origin(), request.shipment))


@service("shipping.put_back", errors=("UNKNOWN_SHIPMENT", "UNKNOWN_PRODUCT"))
def put_back(ports: Ports, call: Call, request: ShipmentRequest) -> ShipmentState:
    """Put what a shipment held back on the shelf: called back, or returned by the carrier."""
    with _refusals():
        shipment = ports.shipping.find(call.order, request.shipment)
        ports.stock.take_back(call.origin(), _goods(shipment))
    return _state(shipment)


@contextmanager
def _refusals() -> Iterator[None]:
    """What ports refuse, as BPMN errors."""
    try:
        yield
    except UnknownShipmentError as error:
        raise BusinessError("UNKNOWN_SHIPMENT", str(error), {"shipment": error.number}) from error
    except ShipmentStateError as error:
        facts = {"shipment": error.number, "state": error.state}
        raise BusinessError("WRONG_SHIPMENT_STATE", str(error), facts) from error
    except NotReservedError as error:
        raise not_reserved(error) from error
    except UnknownProductError as error:
        raise unknown_product(error) from error


def _goods(shipment: Shipment) -> list[Demand]:
    return [Demand(item.line, item.sku, item.quantity, item.held_by) for item in shipment.items]


def _item(line: Goods, shelf: str | None) -> ItemToShip:
    return ItemToShip(line.id, line.sku, line.quantity, shelf, line.held_by)


def _pick_list_item(item: ItemToShip) -> PickListItem:
    return PickListItem(id=item.line, sku=item.sku, quantity=item.quantity, location=item.location)


def _shipped(shipment: Shipment) -> Shipped:
    return Shipped.model_validate(
        {
            "shipment": shipment.number,
            "carrier": shipment.carrier,
            "tracking_number": shipment.tracking_number,
            "shipped_at": shipment.shipped_at,
            "item_count": len(shipment.items),
        }
    )


def _state(shipment: Shipment) -> ShipmentState:
    return ShipmentState(shipment=shipment.number, state=shipment.state, delivered_at=shipment.delivered_at)
