"""The use cases for authors, wired: files and the signatures of services, and no server."""

from activities.catalogue import catalogue
from adapters.definition_workspace import DirectoryWorkspace
from application.use_cases.definitions import DefinitionDesk
from stack.settings import Settings


def definition_desk(settings: Settings) -> DefinitionDesk:
    """The desk for the definitions of this machine."""
    signatures = {name: service.signature for name, service in catalogue().items()}
    return DefinitionDesk(DirectoryWorkspace(settings.definitions), signatures)
