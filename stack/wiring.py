"""Who gets which adapter: the command line. What a command does not need is not even imported."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module

from application.office import Office
from application.ports.replay import Replay
from application.ports.runtime import UnreachableError
from application.use_cases.definitions import DefinitionDesk
from cli.app import run
from cli.desk import SettingsError
from stack.settings import BadSettings, Settings


@dataclass(frozen=True, slots=True)
class OurDesk:
    """The desk on this machine."""

    @contextmanager
    def office(self, by: str) -> Iterator[Office]:
        """As Desk."""
        offices, addresses = import_module("stack.office"), import_module("stack.addresses")
        settings = _settings()
        try:
            found = addresses.find_addresses(settings)
        except addresses.NoStack as problem:
            raise UnreachableError(str(problem)) from problem
        with offices.open_office(settings, found, by) as office:
            yield office

    def definitions(self) -> DefinitionDesk:
        """As Desk."""
        desk: DefinitionDesk = import_module("stack.definition_desk").definition_desk(_settings())
        return desk

    def replayer(self) -> Replay:
        """As Desk."""
        replay: Replay = import_module("stack.lone_replay").lone_replay(_settings())
        return replay


def _settings() -> Settings:
    try:
        return Settings.load()
    except BadSettings as problem:
        raise SettingsError(str(problem)) from problem


def main(arguments: Sequence[str] | None = None) -> int:
    """`python starter.py …`, `orderflow …`. Returns the exit status."""
    return run(OurDesk(), arguments)
