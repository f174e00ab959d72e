"""Everything that scripted people need."""

from dataclasses import dataclass

from application.office import Office
from application.ports.books import Books
from application.ports.definitions import Definitions
from application.ports.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases that real people reach by the command line, and a look behind the scenes."""

    office: Office
    books: Books

    @property
    def definitions(self) -> Definitions:
        """The definitions that orders are started with."""
        return self.office.submit.definitions

    @property
    def runtime(self) -> Runtime:
        """Where the orders live."""
        return self.office.submit.runtime
