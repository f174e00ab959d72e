"""What each kind of element instance does at the moments of its life. One kind, one module; the registry
(``registry.py``) is the one table that names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.values import Value

if TYPE_CHECKING:
    from engine.interpreter.records import Kind
    from engine.interpreter.seat import Seat
    from engine.interpreter.state import Instance
    from engine.interpreter.turn import Turn
    from engine.model import Element


class Behaviour:
    """Every moment that a kind of instance may care about. One that cannot come to it is an engine bug."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Come to life. Raises Trouble before any record when that fails."""
        raise NotImplementedError(type(self).__name__)

    def flow_ended(self, turn: Turn, instance: Instance, flow: str, *, ended: bool) -> None:
        """A flow in this instance has come to its end; ``ended``: by an ``end``."""
        raise NotImplementedError(type(self).__name__)

    def item_ended(self, turn: Turn, instance: Instance, item: str, value: Value) -> None:
        """One instance of this multi-instance has ended."""
        raise NotImplementedError(type(self).__name__)

    def answered(self, turn: Turn, instance: Instance, result: Value) -> None:
        """The service that this instance called has answered."""
        raise NotImplementedError(type(self).__name__)

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:
        """A person wants what has failed to be tried again. ``failed`` is what the incident kept;
        ``corrected``: variables were changed, so that what was worked out before no longer counts."""
        raise NotImplementedError(type(self).__name__)

    def finished(self, turn: Turn, instance: Instance, collected: Value, *, ended: bool) -> None:
        """The instance is off the state; let what is around it go on."""
        raise NotImplementedError(type(self).__name__)


class Registry:
    """Looks behaviours up: by kind of instance for containers, by type of element otherwise."""

    def __init__(self, kinds: Mapping[Kind, Behaviour], elements: Mapping[type[Any], Behaviour]) -> None:
        self._kinds = kinds
        self._elements = elements

    def of_element(self, element: Element) -> Behaviour:
        """The behaviour of an element, without its marker."""
        return self._elements[type(element)]

    def of_kind(self, kind: Kind) -> Behaviour:
        """The behaviour of a container."""
        return self._kinds[kind]
