"""The shapes that inputs and outputs of services are made of."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from application.ports import Demand
from orders.fields import Quantity

# Results stand in histories, so they have to stay small: lists end here, and say how long they would be.
MAX_LISTED = 500


class Request(BaseModel):
    """Base of inputs: closed, so that a misspelt field is found when the definition is loaded."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(BaseModel):
    """Base of what is handed over as a whole, such as a line: it may have fields that we do not need."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Answer(BaseModel):
    """Base of outputs."""

    model_config = ConfigDict(frozen=True)


class Goods(Part):
    """So much of a product for a line; a line of an order is one. `held_by` is the order that has reserved
    it, when that is another."""

    id: str
    sku: str
    quantity: Quantity
    held_by: str | None = None

    def demand(self) -> Demand:
        """As stock sees it."""
        return Demand(self.id, self.sku, self.quantity, self.held_by)


class CustomerReference(Part):
    """Who ordered: `order.customer`."""

    id: str | None = None
    party: str | None = None


Facts = dict[str, Any]
