"""Replays without a server: histories from files, definitions from this machine."""

from activities.catalogue import catalogue
from adapters.definition_workspace import DirectoryWorkspace
from adapters.temporal.replayer import TemporalReplay
from application.ports.replay import Replay
from engine.compiler import compile_definitions
from engine.model import Process
from stack.settings import Settings
from stack.signatures import signatures
from workflows import OrderWorkflow
from workflows.definitions import UnknownDefinitionError, install


def lone_replay(settings: Settings) -> Replay:
    """The replayer, with the definitions that lie here."""
    files = DirectoryWorkspace(settings.definitions).select(()).files
    library = compile_definitions(files, signatures(catalogue()))

    def resolve(digest: str) -> Process:
        process = library.by_digest(digest)
        if process is None:
            raise UnknownDefinitionError(f"no definition here has the digest {digest}")
        return process

    install(resolve)
    return TemporalReplay([OrderWorkflow])
