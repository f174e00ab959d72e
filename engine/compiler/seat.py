"""Where an element is being compiled."""

from dataclasses import dataclass

from engine.compiler.scope import Scope


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a flow, and the names that are seen from it."""

    flow: str
    index: int
    scope: Scope
