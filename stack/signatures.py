"""What the compiler may know of the services."""

from collections.abc import Mapping

from activities.catalogue import AnyService
from engine.model import ServiceSignature


def signatures(services: Mapping[str, AnyService]) -> Mapping[str, ServiceSignature]:
    """The signature of each service, by name."""
    return {name: service.signature for name, service in services.items()}
