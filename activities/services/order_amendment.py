"""Changes of an order's lines: what they are worth, and whether they fit."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from activities.service import BusinessError, Call, service
from activities.services.shapes import Answer, Part, Request
from application.ports import Ports, Product
from orders import OrderLine, round_amount
from orders.fields import Currency, Number, Quantity, Scalar, UnitPrice


class LineChange(Part):
    """What is to be different about one line; what is left out stays.

    A new product comes at the catalogue's price unless `unit_price` says otherwise.
    """

    line: str
    sku: str | None = None
    quantity: Quantity | None = None
    unit_price: UnitPrice | None = None
    specification: dict[str, Scalar] | None = None
    remove: bool = False


class AmendRequest(Request):
    """The lines as they are, and what is to be changed about them, in written order."""

    currency: Currency
    lines: list[OrderLine]
    changes: list[LineChange]


class Amendment(Answer):
    """Only the lines that are different, by id; one with quantity 0 is taken out. `total` is of all lines."""

    changed: dict[str, OrderLine]
    total: Number


@service("order.amend", errors=("INVALID_CHANGE",))
def amend(ports: Ports, _call: Call, request: AmendRequest) -> Amendment:
    """Work changes out, all of them or none."""
    lines = {line.id: line for line in request.lines}
    products = ports.catalogue.products({change.sku for change in request.changes if change.sku})
    changed: dict[str, OrderLine] = {}
    for change in request.changes:
        before = changed.get(change.line) or lines.get(change.line)
        if before is None:
            raise invalid_change(f"the order has no line {change.line}", change)
        changed[change.line] = changed_line(before, change, products, request.currency)
    total = sum(((changed.get(id_) or line).amount for id_, line in lines.items()), Decimal(0))
    return Amendment(changed=changed, total=total)


def changed_line(
    line: OrderLine, change: LineChange, products: Mapping[str, Product], currency: str
) -> OrderLine:
    """A line as a change makes it; quantity and amount 0 when it is removed. Raises INVALID_CHANGE."""
    if change.remove:
        return line.model_copy(update={"quantity": Decimal(0), "amount": Decimal(0)})
    after = line.model_copy(update=_of_product(line, change, products, currency) | _written(change))
    return after.model_copy(update={"amount": round_amount(after.quantity * after.unit_price, currency)})


def _of_product(
    line: OrderLine, change: LineChange, products: Mapping[str, Product], currency: str
) -> dict[str, Any]:
    """What a new product brings with it: price, unit, and the properties that it has as well."""
    if change.sku is None or change.sku == line.sku:
        return {}
    product = products.get(change.sku)
    if product is None or not product.active:
        raise invalid_change(f"line {change.line}: we do not sell {change.sku}", change)
    if product.currency != currency and change.unit_price is None:
        raise invalid_change(
            f"line {change.line}: {change.sku} has no price in {currency}; give unit_price", change
        )
    kept = {name: value for name, value in line.specification.items() if name in product.specification}
    return {
        "sku": product.sku,
        "name": None,
        "unit": product.unit,
        "unit_price": product.price,
        "specification": kept,
    }


def _written(change: LineChange) -> dict[str, Any]:
    fields = ("quantity", "unit_price", "specification")
    return {name: value for name in fields if (value := getattr(change, name)) is not None}


def invalid_change(message: str, change: LineChange) -> BusinessError:
    """The BPMN error for a change that does not fit the order."""
    return BusinessError("INVALID_CHANGE", message, {"line": change.line, "sku": change.sku})
