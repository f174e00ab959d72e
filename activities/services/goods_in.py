"""Goods that come in for an order: made or bought, they go on the shelf and are its own at once."""

from decimal import Decimal

from pydantic import Field

from activities.service import Call, service
from activities.services.shapes import Answer, Goods, Request
from activities.services.stock_reservation import unknown_product
from application.ports import Demand, Ports, UnknownProductError
from orders.fields import Number, QuantityOrNone


class GoodsInRequest(Request):
    """What comes in for a line, and how much of it the line may keep: the rest is for anybody."""

    goods: Goods
    keep: QuantityOrNone | None = Field(default=None)


class GoodsIn(Answer):
    """How much has come, and how much of it is reserved for the line."""

    received: Number
    reserved: Number


@service("stock.receive", errors=("UNKNOWN_PRODUCT",))
def receive(ports: Ports, call: Call, request: GoodsInRequest) -> GoodsIn:
    """Put goods on the shelf and reserve them in one go: nobody else can get in between."""
    goods = request.goods
    kept = min(goods.quantity, goods.quantity if request.keep is None else request.keep)
    try:
        ports.stock.receive(call.origin(), [goods.demand()])
        wanted = [Demand(goods.id, goods.sku, kept)] if kept else []
        held = ports.stock.reserve(call.origin("keep"), wanted)
    except UnknownProductError as error:
        raise unknown_product(error) from error
    reserved = sum((part.quantity for part in held if part.reserved), Decimal(0))
    return GoodsIn(received=goods.quantity, reserved=reserved)
