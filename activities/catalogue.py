"""Every service there is, by name."""

from collections.abc import Mapping
from types import ModuleType
from typing import Any, TypeAlias

from activities.service import Service
from activities.services import (
    commercial_check,
    credit,
    customer_messages,
    erp,
    goods_in,
    invoicing,
    order_amendment,
    order_change,
    order_check,
    payment,
    product,
    production,
    promises,
    purchasing,
    shipment,
    stock_movements,
    stock_reservation,
    technical_check,
)

AnyService: TypeAlias = Service[Any, Any]

_MODULES: tuple[ModuleType, ...] = (
    commercial_check,
    credit,
    customer_messages,
    goods_in,
    invoicing,
    erp,
    order_amendment,
    order_change,
    order_check,
    payment,
    product,
    production,
    promises,
    purchasing,
    shipment,
    stock_movements,
    stock_reservation,
    technical_check,
)


def catalogue() -> Mapping[str, AnyService]:
    """All declared services by name. Raises ValueError when two have one name."""
    services: dict[str, AnyService] = {}
    for module in _MODULES:
        for found in vars(module).values():
            if isinstance(found, Service) and services.setdefault(found.name, found) is not found:
                raise ValueError(f"two services are called {found.name}")
    return services
