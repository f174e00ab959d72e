"""The business vocabulary: what an order is, whoever sends it and whatever process it takes."""

from orders.document import MAX_DOCUMENT_BYTES, OrderDocument, OrderLine
from orders.line import Line
from orders.money import Money, round_amount
from orders.order import Order
from orders.party import Address, Customer, Party
from orders.reading import order_from
from orders.split import PersonalRecord, SplitOrder, split
from orders.telling import Misfit
from orders.terms import PaymentTerms
from orders.words import Language

__all__ = [
    "MAX_DOCUMENT_BYTES",
    "Address",
    "Customer",
    "Language",
    "Line",
    "Misfit",
    "Money",
    "Order",
    "OrderDocument",
    "OrderLine",
    "Party",
    "PaymentTerms",
    "PersonalRecord",
    "SplitOrder",
    "order_from",
    "round_amount",
    "split",
]
