"""What customers are told: messages go to the outbox and are sent once the order's records are safe."""

from typing import Literal

from pydantic import AwareDatetime, Field

from activities.service import Call, service
from activities.services.shapes import Answer, CustomerReference, Facts, Part, Request
from application.ports import Message, Ports
from orders.fields import Number, Word


class NotifyRequest(Request):
    """Whom to tell what: a text template's name and the facts it is filled with."""

    customer: CustomerReference
    template: Word
    data: Facts = Field(default={})
    language: Literal["zh", "en"] | None = None


class LineResponse(Part):
    """What is answered about one line; `promised` is the new date where it is backordered."""

    id: str
    response: Literal["accept", "change", "backorder", "reject"]
    sku: str | None = None
    quantity: Number | None = None
    promised: AwareDatetime | None = None


class RespondRequest(Request):
    """The answer to an order, as a whole and for each line where it differs."""

    customer: CustomerReference
    response: Literal["accept", "changes", "clarify", "reject"]
    lines: list[LineResponse] = Field(default=[])
    reason: str | None = None
    language: Literal["zh", "en"] | None = None


class Told(Answer):
    """`told` is false when nobody is known whom we could tell; `party` is who it was."""

    told: bool
    party: str | None


@service("customer.notify")
def notify(ports: Ports, call: Call, request: NotifyRequest) -> Told:
    """Tell the customer something, in the order's language unless another is given."""
    return _tell(ports, call, request.customer, request.template, request.data, request.language)


@service("order.respond")
def respond(ports: Ports, call: Call, request: RespondRequest) -> Told:
    """Answer an order: accepted, accepted with changes, returned for clarification, or rejected.

    Each has a text template of its own: `order-response-accept`, `-changes`, `-clarify`, `-reject`.
    """
    facts = request.model_dump(include={"response", "lines", "reason"})
    template = f"order-response-{request.response}"
    return _tell(ports, call, request.customer, template, facts, request.language)


def _tell(
    ports: Ports, call: Call, customer: CustomerReference, template: str, data: Facts, language: str | None
) -> Told:
    party = _party(ports, customer)
    if party is not None:
        message = Message(template, language or call.language, party, {"order": call.order, **data})
        ports.outbox.put(call.origin(), message)
    return Told(told=party is not None, party=party)


def _party(ports: Ports, customer: CustomerReference) -> str | None:
    # What stands on the order comes before what we know of the customer: they wrote it for this order.
    if customer.party is not None or customer.id is None:
        return customer.party
    known = ports.customers.find(customer.id)
    return known.party if known else None
