"""The names that questions about orders and tasks may use."""

from collections.abc import Sequence
from typing import Literal, Protocol

Kind = Literal["process", "stage", "status", "system", "group"]


class Vocabulary(Protocol):
    """Looks names up; changes nothing."""

    def known(self, kind: Kind) -> Sequence[str]:
        """All names of a kind, sorted: those of published definitions, or of the staff directory. None at all
        means that nobody has said which there are, and that any may be right."""
        ...
