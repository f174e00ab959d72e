"""Shipments go from the pick list to the door; what a carrier tells twice or late does no harm."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Connection, Engine

from application.ports import (
    ItemToShip,
    Origin,
    Shipment,
    ShipmentEvent,
    ShipmentStateError,
    UnknownShipmentError,
)
from backoffice import SqlShipping
from database import transaction
from tests.contract.conftest import NOON


def origin(key: str, order: str = "O-1") -> Origin:
    return Origin(key, order, NOON)


def event(code: str, reference: str, hours: int = 1) -> ShipmentEvent:
    return ShipmentEvent(reference, code, NOON + timedelta(hours=hours))


def picked(connection: Connection, key: str = "pick") -> Shipment:
    items = [
        ItemToShip("1", "POT", Decimal(1), "C-1"),
        ItemToShip("2", "CUP", Decimal(2), "A-1"),
        ItemToShip("3", "TEA", Decimal(1), None),
    ]
    return SqlShipping(connection).pick(origin(key), items, "party:x")


def shipped(connection: Connection) -> Shipment:
    return SqlShipping(connection).ship(origin("ship"), picked(connection).number, "sf")


def test_the_pick_list_follows_the_shelves(engine: Engine) -> None:
    with transaction(engine) as connection:
        shipment = picked(connection)

    assert [item.location for item in shipment.items] == ["A-1", "C-1", None]
    assert (shipment.number, shipment.state, shipment.tracking_number) == ("O-1-S1", "picking", None)


def test_each_pick_opens_one_shipment_however_often_it_is_called(engine: Engine) -> None:
    with transaction(engine) as connection:
        numbers = [picked(connection, key).number for key in ("a", "a", "b")]

    assert numbers == ["O-1-S1", "O-1-S1", "O-1-S2"]


def test_shipping_gives_one_tracking_number_for_one_call(engine: Engine) -> None:
    with transaction(engine) as connection:
        first, again = shipped(connection), shipped(connection)
        with pytest.raises(ShipmentStateError) as caught:
            SqlShipping(connection).ship(origin("another call"), first.number, "sf")

    assert first == again
    assert first.tracking_number is not None
    assert first.tracking_number.startswith("SF")
    assert caught.value.state == "shipped"


def test_a_delivery_is_noted_with_its_time(engine: Engine) -> None:
    with transaction(engine) as connection:
        number = shipped(connection).number
        SqlShipping(connection).track(origin("t1"), number, event("in_transit", "e1"))
        delivered = SqlShipping(connection).track(origin("t2"), number, event("delivered", "e2", hours=5))

    assert (delivered.state, delivered.delivered_at) == ("delivered", NOON + timedelta(hours=5))


def test_events_told_twice_or_late_change_nothing(engine: Engine) -> None:
    with transaction(engine) as connection:
        port, number = SqlShipping(connection), shipped(connection).number
        port.track(origin("t1"), number, event("delivered", "e2", hours=5))
        late = port.track(origin("t2"), number, event("in_transit", "e1", hours=1))
        twice = port.track(origin("t3"), number, event("delivered", "e2", hours=9))

    assert late.state == twice.state == "delivered"
    assert twice.delivered_at == NOON + timedelta(hours=5)


@pytest.mark.parametrize(("reached", "expected"), [(None, "recalled"), ("delayed", "recalled")])
def test_a_shipment_on_its_way_is_called_back(engine: Engine, reached: str | None, expected: str) -> None:
    with transaction(engine) as connection:
        port, number = SqlShipping(connection), shipped(connection).number
        if reached:
            port.track(origin("t1"), number, event(reached, "e1"))
        states = [port.cancel(origin(key), number).state for key in ("c1", "c2")]

    assert states == [expected, expected]


def test_a_shipment_that_was_not_sent_is_cancelled_and_cannot_be_sent_then(engine: Engine) -> None:
    with transaction(engine) as connection:
        port, number = SqlShipping(connection), picked(connection).number
        cancelled = port.cancel(origin("c"), number)
        with pytest.raises(ShipmentStateError):
            port.ship(origin("s"), number, "sf")

    assert cancelled.state == "cancelled"


def test_what_was_delivered_cannot_be_called_back(engine: Engine) -> None:
    with transaction(engine) as connection:
        port, number = SqlShipping(connection), shipped(connection).number
        port.track(origin("t1"), number, event("delivered", "e1"))
        with pytest.raises(ShipmentStateError) as caught:
            port.cancel(origin("c"), number)

    assert caught.value.state == "delivered"


def test_an_order_cannot_touch_the_shipment_of_another(engine: Engine) -> None:
    with transaction(engine) as connection:
        number = picked(connection).number
        with pytest.raises(UnknownShipmentError):
            SqlShipping(connection).find("O-2", number)
