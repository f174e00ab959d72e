"""The systems that may stand behind the port `Erp`; every test here runs against each."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from application.ports import Erp, PurchaseOrder, SalesOrder, TradeLine
from stack.outside import built_in_systems

LINES = (TradeLine("1", "CUP", Decimal("2.5"), Decimal("29.90")), TradeLine("2", "POT", Decimal(1)))
SALE = SalesOrder("M-1", "C-1", "CNY", LINES, date(2026, 4, 1))
PURCHASE = PurchaseOrder("M-1/1", "S-1", "CNY", LINES, date(2026, 3, 20))

# Opens the port for one call, as a worker does.
OpenErp = Callable[[], AbstractContextManager[Erp]]


@pytest.fixture(params=["built-in"])
def erp(request: pytest.FixtureRequest, engine: Engine) -> OpenErp:
    """Who stands behind the port."""

    @contextmanager
    def built_in() -> Iterator[Erp]:
        with built_in_systems(engine) as systems:
            yield systems.erp

    return {"built-in": built_in}[request.param]
