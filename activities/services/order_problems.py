"""What can be wrong with a line, measured against its product."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from pydantic import Field

from activities.services.shapes import Answer, Part
from application.ports import Product
from orders.fields import Number, Scalar

Code: TypeAlias = Literal[
    "CUSTOMER_UNKNOWN",
    "CUSTOMER_NEW",
    "CUSTOMER_INACTIVE",
    "PRODUCT_UNKNOWN",
    "PRODUCT_INACTIVE",
    "UNIT_DIFFERS",
    "CURRENCY_DIFFERS",
    "PRICE_DIFFERS",
    "SPECIFICATION_UNKNOWN",
    "SPECIFICATION_MISSING",
]


class LineToCheck(Part):
    """The fields of a line that are checked."""

    id: str
    sku: str
    unit: str = "pcs"
    unit_price: Number
    specification: dict[str, Scalar] = Field(default={})


class Problem(Answer):
    """One thing that somebody should look at: what was found, and what the catalogue says.

    `line` is null when it concerns the whole order; `field` names a property of the specification.
    """

    code: Code
    line: str | None = None
    field: str | None = None
    found: str | None = None
    expected: str | None = None


def problems_of_line(
    line: LineToCheck, product: Product | None, currency: str, tolerance: Decimal
) -> Iterator[Problem]:
    """Everything about a line that is not as the catalogue has it; `tolerance` is in percent."""
    if product is None or not product.active:
        code: Code = "PRODUCT_INACTIVE" if product else "PRODUCT_UNKNOWN"
        yield Problem(code=code, line=line.id, found=line.sku)
        return
    if line.unit != product.unit:
        yield Problem(code="UNIT_DIFFERS", line=line.id, found=line.unit, expected=product.unit)
    yield from _price_problems(line, product, currency, tolerance)
    yield from _specification_problems(line, product.specification)


def price_difference(line: LineToCheck, product: Product) -> Decimal:
    """How far the price is from the catalogue's, in percent of it, rounded to two digits; never below 0."""
    difference = abs(line.unit_price - product.price)
    if not product.price:
        return Decimal(100) if difference else Decimal(0)
    return round(100 * difference / product.price, 2)


def _price_problems(
    line: LineToCheck, product: Product, currency: str, tolerance: Decimal
) -> Iterator[Problem]:
    found, expected = f"{line.unit_price} {currency}", f"{product.price} {product.currency}"
    if currency != product.currency:
        yield Problem(code="CURRENCY_DIFFERS", line=line.id, found=found, expected=expected)
    elif price_difference(line, product) > tolerance:
        yield Problem(code="PRICE_DIFFERS", line=line.id, found=found, expected=expected)


def _specification_problems(line: LineToCheck, allowed: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for field, values in allowed.items():
        expected = ", ".join(values)
        found = line.specification.get(field)
        if found is None:
            code: Code = "SPECIFICATION_MISSING"
            yield Problem(code=code, line=line.id, field=field, expected=expected)
        elif values and str(found) not in values:
            code = "SPECIFICATION_UNKNOWN"
            yield Problem(code=code, line=line.id, field=field, found=str(found), expected=expected)
    for field in sorted(line.specification.keys() - allowed.keys()):
        yield Problem(
            code="SPECIFICATION_UNKNOWN", line=line.id, field=field, found=str(line.specification[field])
        )
