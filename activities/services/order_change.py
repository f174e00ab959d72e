"""A change order: lines added, removed and amended while the order is being carried out."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from pydantic import Field

from activities.service import BusinessError, Call, service
from activities.services.order_amendment import LineChange, changed_line, invalid_change
from activities.services.shapes import MAX_LISTED, Answer, Request
from application.ports import Ports, Product
from orders import OrderLine, round_amount
from orders.fields import MAX_LINES, Currency, Day, Number
from orders.line import Measure


class OrderChange(LineChange):
    """What is to be different; with `add` the line is a new one and needs `sku` and `quantity`."""

    add: bool = False
    requested_delivery: Day | None = None
    technical: dict[str, Measure] | None = None


class ChangeRequest(Request):
    """The lines as they are, and the changes in written order."""

    currency: Currency
    lines: list[OrderLine]
    changes: list[OrderChange] = Field(min_length=1, max_length=MAX_LINES)


class AffectedLine(Answer):
    """What a change does to a line: quantities and amounts before and after it."""

    id: str
    kind: Literal["added", "removed", "amended"]
    before: Number
    after: Number
    difference: Number


class UnderWay(Answer):
    """A purchase or production order that is out for a line that changes."""

    kind: Literal["purchase", "production"]
    number: str
    line: str
    quantity: Number
    state: str


class Impact(Answer):
    """What changes would do. `total` is the new one; both lists end at 500."""

    valid: bool
    problem: str | None
    lines: list[AffectedLine]
    total: Number
    difference: Number
    under_way: list[UnderWay]


class ChangedLines(Answer):
    """The lines that are different or new, in order; one with quantity 0 is taken out. `total` is of all."""

    changed: dict[str, OrderLine]
    added: list[OrderLine]
    total: Number


@service("change.impact")
def impact(ports: Ports, call: Call, request: ChangeRequest) -> Impact:
    """Work out what changes would do, and what is under way for the lines they touch. Changes nothing."""
    before = sum((line.amount for line in request.lines), Decimal(0))
    try:
        result = _changed(ports, request)
    except BusinessError as error:
        return Impact(
            valid=False, problem=error.message, lines=[], total=before, difference=Decimal(0), under_way=[]
        )
    touched = [*result.changed, *(line.id for line in result.added)]
    return Impact(
        valid=True,
        problem=None,
        lines=list(_affected(request.lines, result))[:MAX_LISTED],
        total=result.total,
        difference=result.total - before,
        under_way=_under_way(ports, call.order, touched)[:MAX_LISTED],
    )


@service("change.apply", errors=("INVALID_CHANGE",))
def apply(ports: Ports, _call: Call, request: ChangeRequest) -> ChangedLines:
    """Work changes out, all of them or none. What follows from them is the process's business."""
    return _changed(ports, request)


def _changed(ports: Ports, request: ChangeRequest) -> ChangedLines:
    lines = {line.id: line for line in request.lines}
    products = ports.catalogue.products({change.sku for change in request.changes if change.sku})
    changed: dict[str, OrderLine] = {}
    added: dict[str, OrderLine] = {}
    for change in request.changes:
        if change.add:
            added[change.line] = _added(change, {*lines, *added}, products, request.currency)
            continue
        before = changed.get(change.line) or lines.get(change.line)
        if before is None:
            raise invalid_change(f"the order has no line {change.line}", change)
        _refuse_other_product(before, change)
        after = changed_line(before, change, products, request.currency)
        changed[change.line] = _begun_again(after) if after.quantity != before.quantity else after
    wanted = [*(changed.get(id_) or line for id_, line in lines.items()), *added.values()]
    if not any(line.quantity for line in wanted):
        raise BusinessError("INVALID_CHANGE", "no line would be left: cancel the order instead")
    amounts = [line.amount for line in wanted]
    return ChangedLines(changed=changed, added=list(added.values()), total=sum(amounts, Decimal(0)))


def _refuse_other_product(line: OrderLine, change: OrderChange) -> None:
    # What has been made or bought for a line is of its product.
    if change.sku not in {None, line.sku}:
        raise invalid_change(f"line {line.id} is {line.sku}: remove it and add one of {change.sku}", change)


def _begun_again(line: OrderLine) -> OrderLine:
    """What is there already is of the old quantity: another version of the line is sourced anew."""
    if line.got is None:
        return line
    return line.model_copy(update={"version": (line.version or 0) + 1, "got": None, "held": None})


def _added(change: OrderChange, taken: set[str], products: Mapping[str, Product], currency: str) -> OrderLine:
    product = products.get(change.sku or "")
    if change.line in taken:
        raise invalid_change(f"there is a line {change.line} already", change)
    if product is None or not product.active or change.quantity is None:
        raise invalid_change(f"line {change.line}: give a product that we sell, and a quantity", change)
    price = product.price if change.unit_price is None else change.unit_price
    return OrderLine(
        id=change.line,
        sku=product.sku,
        name=None,
        specification=change.specification or {},
        quantity=change.quantity,
        unit=product.unit,
        unit_price=price,
        amount=round_amount(change.quantity * price, currency),
        requested_delivery=change.requested_delivery,
        notes=None,
        technical=change.technical,
    )


def _affected(lines: Sequence[OrderLine], result: ChangedLines) -> Iterator[AffectedLine]:
    before = {line.id: line for line in lines}
    for id_, after in result.changed.items():
        kind: Literal["removed", "amended"] = "amended" if after.quantity else "removed"
        old = before[id_]
        yield AffectedLine(
            id=id_,
            kind=kind,
            before=old.quantity,
            after=after.quantity,
            difference=after.amount - old.amount,
        )
    for line in result.added:
        yield AffectedLine(
            id=line.id, kind="added", before=Decimal(0), after=line.quantity, difference=line.amount
        )


def _under_way(ports: Ports, order: str, lines: Sequence[str]) -> list[UnderWay]:
    made = [
        UnderWay(kind="production", number=p.number, line=p.line, quantity=p.open, state=p.state)
        for p in ports.production.under_way(order, lines)
    ]
    bought = [
        UnderWay(kind="purchase", number=p.number, line=p.line, quantity=p.open, state=p.state)
        for p in ports.purchasing.under_way(order, lines)
    ]
    return made + bought
