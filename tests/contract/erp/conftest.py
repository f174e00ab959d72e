"""The systems that may stand behind the port `Erp`; every test here runs against each."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from application.ports import Erp, PurchaseOrder, SalesOrder, TradeLine
from stack.outside import outside_systems
from stack.settings import Settings
from tests.support.erp_process import ErpProcess, erp_process

LINES = (TradeLine("1", "CUP", Decimal("2.5"), Decimal("29.90")), TradeLine("2", "POT", Decimal(1)))
SALE = SalesOrder("M-1", "C-1", "CNY", LINES, date(2026, 4, 1))
PURCHASE = PurchaseOrder("M-1/1", "S-1", "CNY", LINES, date(2026, 3, 20))

# Opens the port for one call, as a worker does.
OpenErp = Callable[[], AbstractContextManager[Erp]]


@pytest.fixture(scope="session")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ErpProcess]:
    """One ERP beside us for all tests."""
    with erp_process(tmp_path_factory.mktemp("erp")) as process:
        yield process


@pytest.fixture
def outside_erp(stand_in: ErpProcess) -> ErpProcess:
    """It behaves well, and nothing is entered."""
    stand_in.clear()
    return stand_in


@contextmanager
def opened(settings: Settings, engine: Engine) -> Iterator[OpenErp]:
    """The port as the settings say."""
    with outside_systems(settings, engine) as systems:

        @contextmanager
        def open_erp() -> Iterator[Erp]:
            with systems() as ports:
                yield ports.erp

        yield open_erp


@pytest.fixture(params=["built-in", "http"])
def erp(request: pytest.FixtureRequest, engine: Engine) -> Iterator[OpenErp]:
    """Who stands behind the port."""
    url = request.getfixturevalue("outside_erp").url if request.param == "http" else ""
    with opened(Settings(ERP_URL=url, erp_timeout_seconds=1), engine) as open_erp:
        yield open_erp


@pytest.fixture
def http_erp(outside_erp: ErpProcess, engine: Engine) -> Iterator[OpenErp]:
    """Only the ERP over HTTP, with a second for each request."""
    with opened(Settings(ERP_URL=outside_erp.url, erp_timeout_seconds=1), engine) as open_erp:
        yield open_erp
