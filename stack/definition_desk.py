"""The use cases for authors, wired: files and the signatures of services, and no server."""

from activities.catalogue import catalogue
from adapters.definition_workspace import DirectoryWorkspace
from application.use_cases.definitions import DefinitionDesk
from stack.settings import Settings
from stack.signatures import signatures


def definition_desk(settings: Settings) -> DefinitionDesk:
    """The desk for the definitions of this machine."""
    return DefinitionDesk(DirectoryWorkspace(settings.definitions), signatures(catalogue()))
