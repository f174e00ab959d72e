"""Where authors keep definitions, and the lock of those that are released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


class PathError(Exception):
    """A path leads nowhere, or cannot be written; the message names it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Files to be compiled together: content by name. ``places`` says where each lies, for messages;
    ``chosen`` are those that were asked for, the others are what they may refer to.
    ``whole``: it is all that the workspace holds."""

    files: Mapping[str, bytes]
    places: Mapping[str, str]
    chosen: frozenset[str]
    whole: bool = False


class Workspace(Protocol):
    """Files of definitions."""

    def select(self, paths: Sequence[str]) -> Selection:
        """The files at these paths, or all without any. Raises PathError."""
        ...

    @property
    def lock_place(self) -> str:
        """Where the lock lies, for messages."""
        ...

    def read_lock(self) -> bytes | None:
        """The lock's content, or None when nothing was released yet."""
        ...

    def write_lock(self, data: bytes) -> None:
        """Replace the lock's content as a whole. Raises PathError."""
        ...
