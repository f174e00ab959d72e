"""Reading orders from files."""

from collections.abc import Sequence
from typing import Protocol

from engine.values import Finding
from orders import Language, Order


class Batch(Protocol):
    """What a file holds: the orders that are right, and the findings about all others."""

    @property
    def orders(self) -> Sequence[Order]:
        """The good orders, in order."""
        ...

    @property
    def findings(self) -> Sequence[Finding]:
        """Everything that is wrong, with place and cure."""
        ...


class Intake(Protocol):
    """Reads files of any known format."""

    def __call__(self, data: bytes, file: str, language: Language = "en") -> Batch:
        """Read every order of a file, with findings in a language; bad bytes never raise."""
        ...
