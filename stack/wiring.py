"""Who gets which adapter: the command line. What a command does not need is not even imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from application.ports.runtime import UnreachableError
from cli.app import run
from cli.desk import SettingsError

if TYPE_CHECKING:
    from application.office import Office
    from application.ports.replay import Replay
    from application.use_cases.decisions import DecisionDesk
    from application.use_cases.definitions import DefinitionDesk
    from stack.settings import Settings


@dataclass(frozen=True, slots=True)
class OurDesk:
    """The desk on this machine."""

    @contextmanager
    def office(self, by: str) -> Iterator[Office]:
        """As Desk."""
        from stack.addresses import NoStack, find_addresses
        from stack.office import open_office

        settings = _settings()
        try:
            found = find_addresses(settings)
        except NoStack as problem:
            raise UnreachableError(str(problem)) from problem
        with open_office(settings, found, by) as office:
            yield office

    def definitions(self) -> DefinitionDesk:
        """As Desk."""
        from stack.definition_desk import definition_desk

        return definition_desk(_settings())

    def decisions(self) -> DecisionDesk:
        """As Desk."""
        from stack.decision_desk import decision_desk

        return decision_desk(_settings())

    def replayer(self) -> Replay:
        """As Desk."""
        from stack.lone_replay import lone_replay

        return lone_replay(_settings())


def _settings() -> Settings:
    from stack.settings import BadSettings, Settings

    try:
        return Settings.load()
    except BadSettings as problem:
        raise SettingsError(str(problem)) from problem


def main(arguments: Sequence[str] | None = None) -> int:
    """`python starter.py …`, `orderflow …`. Returns the exit status."""
    return run(OurDesk(), arguments)
