"""The use cases for authors, wired: files and the signatures of services, and no server."""

from collections.abc import Mapping
from datetime import UTC, datetime

from adapters.definition_workspace import DirectoryWorkspace
from application.use_cases.definitions import DefinitionDesk
from engine.model import ServiceSignature
from stack.settings import Settings


def _signatures() -> Mapping[str, ServiceSignature]:
    from activities.catalogue import catalogue
    from stack.signatures import signatures

    return signatures(catalogue())


def _now() -> datetime:
    return datetime.now(UTC)


def definition_desk(settings: Settings) -> DefinitionDesk:
    """The desk for the definitions of this machine."""
    return DefinitionDesk(DirectoryWorkspace(settings.definitions), _signatures, _now)
