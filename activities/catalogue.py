"""Every service there is, by name."""

from collections.abc import Mapping
from types import ModuleType
from typing import Any, TypeAlias

from activities.service import Service
from activities.services import (
    credit,
    customer_messages,
    order_amendment,
    order_check,
    payment,
    product,
    shipment,
    stock_movements,
    stock_reservation,
)

AnyService: TypeAlias = Service[Any, Any]

_MODULES: tuple[ModuleType, ...] = (
    credit,
    customer_messages,
    order_amendment,
    order_check,
    payment,
    product,
    shipment,
    stock_movements,
    stock_reservation,
)


def catalogue() -> Mapping[str, AnyService]:
    """All declared services by name. Raises ValueError when two have one name."""
    services: dict[str, AnyService] = {}
    for module in _MODULES:
        for found in vars(module).values():
            if isinstance(found, Service) and services.setdefault(found.name, found) is not found:
                raise ValueError(f"two services are called {found.name}")
    return services
