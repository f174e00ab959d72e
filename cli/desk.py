"""What the command line is given to work with."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from application.office import Office
    from application.ports.replay import Replay
    from application.use_cases.decisions import DecisionDesk
    from application.use_cases.definitions import DefinitionDesk


class SettingsError(Exception):
    """A setting does not fit; the message says which and why."""


class Desk(Protocol):
    """Opened only as far as a command needs it: definitions need no server."""

    def office(self, by: str) -> AbstractContextManager[Office]:
        """The use cases that need the servers. Raises UnreachableError, SettingsError."""
        ...

    def definitions(self) -> DefinitionDesk:
        """The use cases for authors. Raises SettingsError."""
        ...

    def decisions(self) -> DecisionDesk:
        """The use cases for authors of decisions. Raises SettingsError."""
        ...

    def replayer(self) -> Replay:
        """Replays exported histories against the definitions of this machine. Raises SettingsError."""
        ...
