"""Stock before shipping: is it there, promise it, give it back."""

from collections import defaultdict
from decimal import Decimal

from activities.service import BusinessError, Call, service
from activities.services.shapes import MAX_LISTED, Answer, Goods, Request
from application.ports import Allotment, Ports, UnknownProductError
from orders.fields import Number


class LinesRequest(Request):
    """Lines of an order, or goods in the same shape."""

    lines: list[Goods]


class LineLevel(Answer):
    """What a line wants, what it could get, and what is missing (0 when there is enough)."""

    id: str
    sku: str
    quantity: Number
    available: Number
    missing: Number


class StockCheck(Answer):
    """`shortages` are the lines with something missing, the first 500 of `shortage_count`; `complete` when
    there are none."""

    shortages: list[LineLevel]
    shortage_count: int
    complete: bool


class Reservation(Answer):
    """How many lines were reserved in full, and all lines that got nothing: each needs a decision."""

    reserved: int
    shortages: list[LineLevel]
    complete: bool


class ReleaseRequest(Request):
    """Ids of the lines to release; null for all of the order."""

    lines: list[str] | None = None


class Released(Answer):
    """How many lines were given back; 0 when nothing was reserved."""

    released: int


@service("stock.check", errors=("UNKNOWN_PRODUCT",))
def check(ports: Ports, _call: Call, request: LinesRequest) -> StockCheck:
    """Whether stock suffices just now, lines of one product taken together. Promises nothing."""
    levels = ports.stock.levels({line.sku for line in request.lines})
    if unknown := {line.sku for line in request.lines} - levels.keys():
        raise unknown_product(UnknownProductError(unknown))
    taken: defaultdict[str, Decimal] = defaultdict(Decimal)
    lines = []
    for line in request.lines:
        left = levels[line.sku].available - taken[line.sku]
        lines.append(_level(line.id, line.sku, line.quantity, left))
        taken[line.sku] += min(line.quantity, left)
    shortages = [line for line in lines if line.missing]
    return StockCheck(shortages=shortages[:MAX_LISTED], shortage_count=len(shortages), complete=not shortages)


@service("stock.reserve", errors=("UNKNOWN_PRODUCT",))
def reserve(ports: Ports, call: Call, request: LinesRequest) -> Reservation:
    """Promise goods to lines, each in full or not at all; never more than there is."""
    try:
        allotments = ports.stock.reserve(call.origin(), [line.demand() for line in request.lines])
    except UnknownProductError as error:
        raise unknown_product(error) from error
    shortages = [_shortage(allotment) for allotment in allotments if not allotment.reserved]
    reserved = len(allotments) - len(shortages)
    return Reservation(reserved=reserved, shortages=shortages, complete=not shortages)


@service("stock.release")
def release(ports: Ports, call: Call, request: ReleaseRequest) -> Released:
    """Give reserved goods back. Releasing what is not reserved changes nothing: it is a compensation."""
    return Released(released=len(ports.stock.release(call.origin(), request.lines)))


def unknown_product(error: UnknownProductError) -> BusinessError:
    """The BPMN error for products that stock does not keep."""
    return BusinessError("UNKNOWN_PRODUCT", str(error), {"skus": list(error.skus)})


def _shortage(allotment: Allotment) -> LineLevel:
    return _level(allotment.line, allotment.sku, allotment.quantity, allotment.available)


def _level(line: str, sku: str, quantity: Decimal, available: Decimal) -> LineLevel:
    missing = max(quantity - available, Decimal(0))
    return LineLevel(id=line, sku=sku, quantity=quantity, available=available, missing=missing)
