"""Stock that leaves the house or comes back to it."""

from activities.service import BusinessError, Call, service
from activities.services.shapes import Answer, Goods, Request
from activities.services.stock_reservation import unknown_product
from application.ports import NotReservedError, Ports, UnknownProductError
from engine.values import Value


class MovementRequest(Request):
    """What moves: lines of an order, or goods in the same shape."""

    lines: list[Goods]


class Movements(Answer):
    """How many lines were moved."""

    moved: int


@service("stock.issue", errors=("NOT_RESERVED",))
def issue(ports: Ports, call: Call, request: MovementRequest) -> Movements:
    """Take reserved goods out of the house without a shipment, such as over the counter."""
    demands = [line.demand() for line in request.lines]
    try:
        ports.stock.issue(call.origin(), demands)
    except NotReservedError as error:
        raise not_reserved(error) from error
    return Movements(moved=len(demands))


@service("stock.take_back", errors=("UNKNOWN_PRODUCT",))
def take_back(ports: Ports, call: Call, request: MovementRequest) -> Movements:
    """Put goods that had left the house back on the shelf: returned, recalled, not accepted."""
    demands = [line.demand() for line in request.lines]
    try:
        ports.stock.take_back(call.origin(), demands)
    except UnknownProductError as error:
        raise unknown_product(error) from error
    return Movements(moved=len(demands))


def not_reserved(error: NotReservedError) -> BusinessError:
    """The BPMN error for goods that were never promised to the line."""
    facts: dict[str, Value] = {"line": error.demand.line, "sku": error.demand.sku, "reserved": error.reserved}
    return BusinessError("NOT_RESERVED", str(error), facts)
