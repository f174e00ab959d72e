"""Files of decisions and of their tests, as authors have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TestFiles:
    """Content by path: what was asked for (``chosen``), and what lies in the same folders."""

    __test__ = False

    files: Mapping[str, bytes]
    chosen: frozenset[str]


class DecisionFiles(Protocol):
    """Reads what tests of decisions need."""

    def gather(self, paths: Sequence[str]) -> TestFiles:
        """The files at these paths, folders with all below them; the authors' own without any.

        Raises PathError.
        """
        ...
