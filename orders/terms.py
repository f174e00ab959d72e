"""How an order is paid."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from orders.fields import Percent, Vocabulary


class PaymentTerms(Vocabulary):
    """When money is due: before shipping, partly before, on account, or at the door.

    `deposit_percent` belongs to `deposit`; `net_days` counts calendar days after the invoice
    and belongs to `on_account` and to `deposit` (the balance).
    """

    type: Literal["prepaid", "deposit", "on_account", "on_delivery"] = "prepaid"
    deposit_percent: Percent | None = None
    net_days: int | None = Field(default=None, ge=0, le=365)

    @model_validator(mode="after")
    def _says_how_much_and_when(self) -> Self:
        if self.type == "deposit" and self.deposit_percent is None:
            raise PydanticCustomError("no_deposit", "a deposit of how much?", {"at": ("deposit_percent",)})
        if self.type != "deposit" and self.deposit_percent is not None:
            raise PydanticCustomError("deposit", "no deposit", {"at": ("deposit_percent",)})
        if self.net_days is not None and self.type not in {"on_account", "deposit"}:
            raise PydanticCustomError("net_days", "nothing is due later", {"at": ("net_days",)})
        return self
