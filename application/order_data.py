"""What an order's data has become: folded from its records, beside the order as it was received.

The order book keeps what was received. Change orders, reviews and corrections change the variable ``order``
of the process; what is ordered now is what stands there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from engine.interpreter import Change, Record, State
from engine.interpreter.records import ProcessStarted, VariablesChanged
from engine.interpreter.state import ROOT, changed
from engine.values import Value
from orders.document import FOLLOWED

ORDER = "order"  # the variable that a process gets the received order in


@dataclass(frozen=True, slots=True)
class Ordered:
    """What is ordered: the lines, without what the process notes in them on their way, and the total."""

    lines: list[dict[str, Any]]
    total: Decimal

    def wanted(self) -> "Ordered":
        """Without lines that were taken out and still stand there, with quantity 0."""
        return Ordered([line for line in self.lines if line.get("quantity") != 0], self.total)


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of what is ordered: the record that made it, and how many lines and how much it left."""

    seq: int
    time: datetime
    lines: int
    total: Decimal


@dataclass(slots=True)
class OrderData:
    """The variables of an order's process, the received ones among them, and how often what is ordered was
    changed. They outlast the process."""

    variables: dict[str, Value] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    ordered: Ordered | None = None
    """What is ordered now; None where nothing is recorded yet, or the order has no lines or no total."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines as they are now, with how far each is."""
        order: Any = self.variables.get(ORDER)
        return [line for line in order["lines"] if isinstance(line, dict)] if self.ordered else []

    def take(self, record: Record) -> None:
        """What one more record has done."""
        _write(self.variables, record.change)
        if isinstance(record.change, ProcessStarted):
            self.ordered = ordered(self.variables.get(ORDER))
        elif _may_change_what_is_ordered(record.change):
            old, self.ordered = self.ordered, ordered(self.variables.get(ORDER))
            self._revise(record, old, self.ordered)

    def _revise(self, record: Record, old: Ordered | None, new: Ordered | None) -> None:
        if new is not None and (old is None or new.wanted() != old.wanted()):
            lines = len(new.wanted().lines)
            self.revisions.append(Revision(record.seq, record.time, lines, new.total))


def order_data(records: Iterable[Record]) -> OrderData:
    """What the records of an order make, all of them in order."""
    data = OrderData()
    for record in records:
        data.take(record)
    return data


def order_in(state: State) -> Value:
    """The variable ``order`` of a process instance; None when it has none, or has not begun."""
    process = state.instances.get(ROOT)
    return process.scope.variables.get(ORDER) if process is not None and process.scope is not None else None


def ordered_anew(before: Value, records: Sequence[Record]) -> Ordered | None:
    """What is ordered behind ``records``, when it is another than in ``before``, the variable ``order`` in
    front of them. None as well for what is no order with lines and a total."""
    if not any(_may_change_what_is_ordered(record.change) for record in records):
        return None
    variables: dict[str, Value] = {ORDER: before}
    for record in records:
        _write(variables, record.change)
        if isinstance(record.change, ProcessStarted):
            before = variables.get(ORDER)
    new = ordered(variables.get(ORDER))
    return None if new == ordered(before) else new


def ordered(order: Value) -> Ordered | None:
    """What is ordered in a variable ``order``; None for what is no order with lines and a total."""
    match order:
        case {"lines": list() as lines, "total": int() | Decimal() as total}:
            plain = [_without_followed(line) for line in lines if isinstance(line, dict)]
            return Ordered(plain, Decimal(total))
    return None


def _without_followed(line: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in line.items() if name not in FOLLOWED}


def _write(variables: dict[str, Value], change: Change) -> None:
    match change:
        case ProcessStarted():
            variables |= change.variables
        case VariablesChanged(scope, changes) if scope == ROOT:
            for path, how, value in changes:
                variables[path[0]] = changed(variables.get(path[0]), path[1:], how, value)


def _may_change_what_is_ordered(change: Change) -> bool:
    """Most changes are none, and those that only note in a line how far it is are many."""
    if not isinstance(change, VariablesChanged) or change.scope != ROOT:
        return False
    return any(_reaches_what_is_ordered(path) for path, _, _ in change.changes)


def _reaches_what_is_ordered(path: Sequence[str | int]) -> bool:
    match path:
        case [name] | [name, "total"] | [name, "lines"] | [name, "lines", _]:
            return name == ORDER
        case [name, "lines", _, part, *_]:
            return name == ORDER and part not in FOLLOWED
    return False
