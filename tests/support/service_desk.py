"""Calls services as segments do: plain values in, plain values out, a new key each time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection

from activities.catalogue import catalogue
from activities.service import BusinessError, Call
from backoffice import ports
from tests.contract.conftest import NOON

MONDAY = date(2026, 3, 2)


class ServiceDesk:
    """Calls services as segments do; a child of the order by the order's number."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._calls = 0

    def run(self, name: str, order: str = "M-1", key: str = "", /, **fields: Any) -> Any:
        self._calls += 1
        call = Call(key or f"{order}:{self._calls}", order, "element", NOON)
        return catalogue()[name].run(ports(self.connection), call, fields)

    def refused(self, name: str, /, **fields: Any) -> str:
        with pytest.raises(BusinessError) as caught:
            self.run(name, **fields)
        assert caught.value.code in catalogue()[name].errors
        return caught.value.code

    def free(self, sku: str) -> Decimal:
        return ports(self.connection).stock.levels([sku])[sku].available


def goods(sku: str, quantity: int, line: str = "10", **more: Any) -> dict[str, Any]:
    return {"id": line, "sku": sku, "quantity": quantity} | more
