"""Which value a name has for an element: the scope chain that FEEL expressions see."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.feel import HostFunction
from engine.interpreter.state import Instance, State
from engine.values import Value


class Names(Mapping[str, Value]):
    """Names seen from one element instance: own extras first, then the scopes outwards, then the host's."""

    __slots__ = ("_extras", "_instance", "_state")

    def __init__(self, state: State, instance: int, extras: Mapping[str, Value] | None = None) -> None:
        self._state = state
        self._instance = instance
        self._extras = extras or {}

    def __getitem__(self, name: str) -> Value:
        if name in self._extras:
            return self._extras[name]
        for instance in self._state.ancestors(self._instance):
            if instance.scope is not None and name in instance.scope.variables:
                return instance.scope.variables[name]
        host: Value = self._host(name)  # functions are values of FEEL, though never of state
        return host

    def _host(self, name: str) -> Any:
        match name:
            case "reached":
                return HostFunction("reached", ("milestone",), self._reached)
            case "active":
                return HostFunction("active", ("id",), self.active)
            case "process":
                state = self._state
                return {
                    "number": state.number,
                    "name": state.process,
                    "version": state.version,
                    "startedAt": state.started,
                }
        raise KeyError(name)

    def _reached(self, milestone: str) -> bool:
        scopes = (i.scope for i in self._state.ancestors(self._instance) if i.scope is not None)
        return any(milestone in scope.reached for scope in scopes)

    def active(self, element: str) -> bool:
        """Whether it is active; what another entry of a multi-instance, or another run of a handler, has of
        it does not count."""
        living = (i for i in self._state.instances_of([element]) if i.kind in ("element", "multi"))
        return any(i.open and self._is_of_this_run(i) for i in living)

    def _is_of_this_run(self, instance: Instance) -> bool:
        """Whether the ways from the process to here and there do not part between two runs of the same."""
        here, there = (reversed([*self._state.ancestors(key)]) for key in (self._instance, instance.key))
        apart = next((pair for pair in zip(here, there, strict=False) if pair[0] is not pair[1]), None)
        return apart is None or (apart[0].element, apart[0].kind) != (apart[1].element, apart[1].kind)

    def __iter__(self) -> Iterator[str]:
        seen = dict.fromkeys(self._extras)
        for instance in self._state.ancestors(self._instance):
            seen |= dict.fromkeys(instance.scope.variables if instance.scope else ())
        return iter(seen)

    def __len__(self) -> int:
        return sum(1 for _ in self)
