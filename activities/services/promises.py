"""Promise dates: what could be promised, and the book of what was."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from activities.service import Call, service
from activities.services.availability import Options, outlook
from activities.services.shapes import MAX_LISTED, Answer, Goods, Request
from application.ports import Ports
from orders.fields import Day, LongText, Number

Way = Literal["stock", "expected", "make", "buy", "none"]


class WantedLine(Goods):
    """A line of an order, and the day for which the customer wants it."""

    requested_delivery: date | None = None


class QuoteRequest(Request):
    """Lines, the first day on which anything could be done, how long the way to the customer is, and the day
    that stands for lines without one of their own."""

    lines: list[WantedLine]
    earliest: Day
    transit_days: Annotated[int, Field(ge=0, le=60)] = 0
    requested_delivery: Day | None = None


class LateLine(Answer):
    """A line that comes later than it is wanted; `day` is null when we know no way to get it at all."""

    id: str
    sku: str
    wanted: date | None
    day: date | None


class Quote(Answer):
    """The day on which each line could be delivered, by id; lines without a way are left out.

    `late` are the first 500 of `late_count` lines that are wanted earlier; `impossible` counts those without
    a way.
    """

    days: dict[str, date]
    latest: date | None
    late: list[LateLine]
    late_count: int
    impossible: int


class OptionsRequest(Request):
    """What a line needs, and from which day on."""

    sku: str
    quantity: Number
    earliest: Day


class LineOptions(Answer):
    """The first day on which the line could be served in each way; null: not in that way.

    `soonest` is the way that is soonest, the cheaper one of equals.
    """

    available: Number
    stock: date | None
    expected: date | None
    make: date | None
    buy: date | None
    soonest: Way
    day: date | None


class RecordRequest(Request):
    """The day that each line is promised for, and why it changes."""

    days: dict[str, Day]
    reason: LongText | None = None


class PromiseBook(Answer):
    """The promises of these lines: the first 500 of `count`, and the last day of all of them."""

    promises: list["PromisedLine"]
    count: int
    latest: date | None


class PromisedLine(Answer):
    """What was promised first, what holds now, and how often it has changed."""

    id: str
    original: date
    current: date
    changes: int


@service("promise.quote")
def quote(ports: Ports, _call: Call, request: QuoteRequest) -> Quote:
    """Work out when each line could be delivered, the lines before it served first. Promises nothing."""
    known = outlook(ports, request.lines, request.earliest)
    days: dict[str, date] = {}
    late: list[LateLine] = []
    for line in request.lines:
        way, ready = known.options(line).soonest
        known.take(line, way)
        day = None if ready is None else ready + timedelta(request.transit_days)
        wanted = line.requested_delivery or request.requested_delivery
        if day is not None:
            days[line.id] = day
        if day is None or (wanted is not None and day > wanted):
            late.append(LateLine(id=line.id, sku=line.sku, wanted=wanted, day=day))
    impossible = len(request.lines) - len(days)
    latest = max(days.values(), default=None)
    return Quote(
        days=days, latest=latest, late=late[:MAX_LISTED], late_count=len(late), impossible=impossible
    )


@service("sourcing.options")
def options(ports: Ports, _call: Call, request: OptionsRequest) -> LineOptions:
    """In which ways one line could be served, and when. Promises nothing."""
    goods = Goods(id="", sku=request.sku, quantity=request.quantity)
    found = outlook(ports, [goods], request.earliest).options(goods)
    return _line_options(found)


def _line_options(found: Options) -> LineOptions:
    way, day = found.soonest
    return LineOptions.model_validate(
        {
            "available": found.available,
            "stock": found.stock,
            "expected": found.expected,
            "make": found.make,
            "buy": found.buy,
            "soonest": way,
            "day": day,
        }
    )


@service("promise.record")
def record(ports: Ports, call: Call, request: RecordRequest) -> PromiseBook:
    """Write promises into the book; the first one of a line stays known for ever."""
    book = ports.promises.record(call.origin(), request.days, request.reason)
    lines = [PromisedLine(id=p.line, original=p.original, current=p.current, changes=p.changes) for p in book]
    latest = max((promise.current for promise in book), default=None)
    return PromiseBook(promises=lines[:MAX_LISTED], count=len(lines), latest=latest)
