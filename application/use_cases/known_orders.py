"""Orders by number, for whoever may have mistyped it."""

import asyncio

from application.ports.read_model import OrderPage, ReadModel
from application.refusals import RefusedError, refused


async def page_of(read_model: ReadModel, number: str) -> OrderPage:
    """The page of an order. Raises RefusedError with similar numbers when there is none."""
    page = await asyncio.to_thread(read_model.order, number)
    if page is None:
        raise await unknown_order(read_model, number)
    return page


async def digest_of(read_model: ReadModel, number: str) -> str:
    """The digest of an order's definition. Raises RefusedError as ``page_of`` does."""
    digest = await asyncio.to_thread(read_model.digest, number)
    if digest is None:
        raise await unknown_order(read_model, number)
    return digest


async def unknown_order(read_model: ReadModel, number: str) -> RefusedError:
    """The refusal of a number that no order has."""
    known = await asyncio.to_thread(read_model.numbers_like, number)
    return refused("order_unknown", number=number, known=list(known))
