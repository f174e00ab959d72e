"""Production: take capacity, count what was made, give capacity back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from activities.service import BusinessError, Call, service
from activities.services.availability import work_for
from activities.services.shapes import Answer, Request
from application.ports import (
    Job,
    NoCapacityError,
    Ports,
    ProductionOrder,
    ProductionStateError,
    UnknownProductionOrderError,
)
from orders.fields import Day, Number, Quantity

Count = Annotated[Number, Field(ge=0, le=1_000_000)]


class ScheduleRequest(Request):
    """What to make for which line, on no day before `earliest`."""

    line: str
    sku: str
    quantity: Quantity
    earliest: Day


class Material(Answer):
    """So much of a material for the whole production order; `id` tells it from the line itself."""

    id: str
    sku: str
    quantity: Number


class ProductionAnswer(Answer):
    """A production order as it stands; `open` is what is neither good nor scrapped."""

    production_order: str
    work_center: str
    quantity: Number
    good: Number
    scrapped: Number
    open: Number
    begins: date
    ends: date
    state: str
    materials: list[Material]


class ReportRequest(Request):
    """What the shop floor reports: pieces that are good, and pieces that are spoilt."""

    production_order: str
    good: Count = Field(default=Decimal(0), validate_default=True)
    scrapped: Count = Field(default=Decimal(0), validate_default=True)


class PostponeRequest(Request):
    """A production order, and the day on which it will be done instead."""

    production_order: str
    ends: Day


class ProductionOrderRequest(Request):
    """Which production order."""

    production_order: str


_ERRORS = ("UNKNOWN_PRODUCTION_ORDER", "WRONG_PRODUCTION_STATE")


@service("production.schedule", errors=("NO_ROUTE", "NO_CAPACITY"))
def schedule(ports: Ports, call: Call, request: ScheduleRequest) -> ProductionAnswer:
    """Open a production order on the first days that its work centre has left."""
    route = ports.engineering.routes([request.sku]).get(request.sku)
    if route is None or route.make is None:
        raise BusinessError("NO_ROUTE", f"{request.sku} is not made here", {"sku": request.sku})
    work = work_for(route.make, request.quantity, request.earliest)
    materials = {sku: each * request.quantity for sku, each in route.make.materials.items()}
    job = Job(request.line, request.sku, request.quantity, work, materials)
    try:
        return _answer(ports.production.schedule(call.origin(), job))
    except NoCapacityError as error:
        raise BusinessError("NO_CAPACITY", str(error), {"work_center": work.work_center}) from error


@service("production.report", errors=_ERRORS)
def report(ports: Ports, call: Call, request: ReportRequest) -> ProductionAnswer:
    """Count finished and spoilt pieces."""
    with _refusals():
        order = ports.production.report(
            call.origin(), request.production_order, request.good, request.scrapped
        )
    return _answer(order)


@service("production.postpone", errors=_ERRORS)
def postpone(ports: Ports, call: Call, request: PostponeRequest) -> ProductionAnswer:
    """Note that it will be done later than planned."""
    with _refusals():
        return _answer(ports.production.postpone(call.origin(), request.production_order, request.ends))


@service("production.cancel", errors=("UNKNOWN_PRODUCTION_ORDER",))
def cancel(ports: Ports, call: Call, request: ProductionOrderRequest) -> ProductionAnswer:
    """Make no more, and give back the capacity that is left; what is finished stays so."""
    with _refusals():
        return _answer(ports.production.cancel(call.origin(), request.production_order))


@contextmanager
def _refusals() -> Iterator[None]:
    """What the port refuses, as BPMN errors."""
    try:
        yield
    except UnknownProductionOrderError as error:
        raise BusinessError("UNKNOWN_PRODUCTION_ORDER", str(error), {"number": error.number}) from error
    except ProductionStateError as error:
        facts = {"number": error.number, "state": error.state}
        raise BusinessError("WRONG_PRODUCTION_STATE", str(error), facts) from error


def _answer(order: ProductionOrder) -> ProductionAnswer:
    materials = [
        Material(id=f"{order.line}/{sku}", sku=sku, quantity=quantity)
        for sku, quantity in sorted(order.materials.items())
    ]
    return ProductionAnswer(
        production_order=order.number,
        work_center=order.work_center,
        quantity=order.quantity,
        good=order.good,
        scrapped=order.scrapped,
        open=order.open,
        begins=order.begins,
        ends=order.ends,
        state=order.state,
        materials=materials,
    )
