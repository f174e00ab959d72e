"""People and companies named on an order: the personal data, all of it in one place."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from orders.fields import Code, Country, Email, Phone, Text, Vocabulary


class Address(Vocabulary):
    """A postal address, written as the country writes it; `street` may hold several parts."""

    street: Text
    district: Text | None = None
    city: Text
    region: Text | None = None
    postcode: Text | None = None
    country: Country = "CN"


class Party(Vocabulary):
    """Somebody who buys, receives or pays."""

    name: Text
    company: Text | None = None
    phone: Phone | None = None
    email: Email | None = None
    address: Address | None = None


class Customer(Vocabulary):
    """Who orders: a known customer by `id`, or a `party` written out, or both."""

    id: Code | None = None
    party: Party | None = None

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if self.id is None and self.party is None:
            raise PydanticCustomError("nobody", "names nobody: it has neither id nor party")
        return self
