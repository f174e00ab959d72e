"""Products that can stand in for another."""

from decimal import Decimal

from activities.service import Call, service
from activities.services.shapes import Answer, Request
from activities.services.stock_reservation import unknown_product
from application.ports import Ports, Product, StockLevel, UnknownProductError
from orders.fields import Number, Quantity


class SubstitutesRequest(Request):
    """What is short, and how much of it is wanted."""

    sku: str
    quantity: Quantity


class Substitute(Answer):
    """A product that may be offered instead; `enough` when there is as much as wanted."""

    sku: str
    name: dict[str, str]
    unit: str
    price: Number
    currency: str
    available: Number
    enough: bool


class Substitutes(Answer):
    """Best first: enough of it, then nearest in price."""

    substitutes: list[Substitute]


@service("product.substitutes", errors=("UNKNOWN_PRODUCT",))
def substitutes(ports: Ports, _call: Call, request: SubstitutesRequest) -> Substitutes:
    """What could be offered instead of a product that is short."""
    product = ports.catalogue.products([request.sku]).get(request.sku)
    if product is None:
        raise unknown_product(UnknownProductError([request.sku]))
    others = ports.catalogue.products(product.substitutes).values()
    levels = ports.stock.levels(product.substitutes)
    offers = [_offer(other, levels.get(other.sku), request.quantity) for other in others if other.active]
    offers.sort(key=lambda offer: (not offer.enough, abs(offer.price - product.price), offer.sku))
    return Substitutes(substitutes=offers)


def _offer(product: Product, level: StockLevel | None, wanted: Decimal) -> Substitute:
    available = level.available if level else Decimal(0)
    return Substitute(
        sku=product.sku,
        name=dict(product.name),
        unit=product.unit,
        price=product.price,
        currency=product.currency,
        available=available,
        enough=available >= wanted,
    )
