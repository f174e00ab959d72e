"""What the fired rules amount to (DMN 1.5, 8.2.8)."""

from collections.abc import Callable
from typing import Any, TypeAlias

from engine.decisions.errors import DecisionError
from engine.decisions.model import Body
from engine.feel import Frame
from engine.feel.comparison import equal
from engine.feel.library import BUILT_INS

Row: TypeAlias = tuple[Any, ...]


def conclude(body: Body, fired: list[int], rows: list[Row], frame: Frame) -> Any:
    """The table's value. Without a fired rule the default, else null, whatever the hit policy: that is
    decided before anything is collected or counted (DMN 1.5, 10.3.2.10).

    Raises DecisionError when U or A are violated.
    """
    if not rows:
        return _default(body, frame)
    return _POLICIES[body.hit_policy](body, fired, rows, frame)


def _default(body: Body, frame: Frame) -> Any:
    if all(output.default is None for output in body.outputs):
        return None
    return _value(body, tuple(output.default(frame) if output.default else None for output in body.outputs))


def _value(body: Body, row: Row) -> Any:
    """One output bare, several as a context."""
    if len(row) == 1:
        return row[0]
    return {output.name: value for output, value in zip(body.outputs, row, strict=True)}


def _unique(body: Body, fired: list[int], rows: list[Row], _frame: Frame) -> Any:
    if len(rows) > 1:
        numbers = tuple(index + 1 for index in fired)
        message = f"hit policy U allows one rule, but {_listed(numbers)} fired"
        raise DecisionError("DECISION_NOT_UNIQUE", message, body.name, numbers)
    return _value(body, rows[0])


def _any(body: Body, fired: list[int], rows: list[Row], frame: Frame) -> Any:
    for index, row in zip(fired, rows, strict=True):
        if not all(equal(a, b, frame.run) for a, b in zip(row, rows[0], strict=True)):
            numbers = (fired[0] + 1, index + 1)
            message = f"hit policy A wants one answer, but {_listed(numbers)} differ"
            raise DecisionError("DECISION_NOT_ANY", message, body.name, numbers)
    return _value(body, rows[0])


def _first(body: Body, _fired: list[int], rows: list[Row], _frame: Frame) -> Any:
    return _value(body, rows[0])


def _priority(body: Body, _fired: list[int], rows: list[Row], frame: Frame) -> Any:
    return _value(body, _by_priority(body, rows, frame)[0])


def _output_order(body: Body, _fired: list[int], rows: list[Row], frame: Frame) -> Any:
    return [_value(body, row) for row in _by_priority(body, rows, frame)]


def _collect(body: Body, _fired: list[int], rows: list[Row], _frame: Frame) -> Any:
    return [_value(body, row) for row in rows]


def _aggregated(function: str) -> Callable[[Body, list[int], list[Row], Frame], Any]:
    def aggregate(body: Body, fired: list[int], rows: list[Row], frame: Frame) -> Any:
        return BUILT_INS[function].invoke([_collect(body, fired, rows, frame)], frame.run)

    return aggregate


def _by_priority(body: Body, rows: list[Row], frame: Frame) -> list[Row]:
    """By the place of each output in its allowed values, the first output first; then by rule."""
    orders = [output.priorities(frame) if output.priorities else [] for output in body.outputs]

    def rank(row: Row) -> tuple[int, ...]:
        return tuple(_place(value, order, frame) for value, order in zip(row, orders, strict=True))

    return sorted(rows, key=rank)


def _place(value: Any, order: list[Any], frame: Frame) -> int:
    places = (index for index, allowed in enumerate(order) if equal(value, allowed, frame.run))
    return next(places, len(order))


def _listed(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, numbers[:5]))
    return f"rules {shown}" + (" …" if len(numbers) > 5 else "")


_POLICIES: dict[str, Callable[[Body, list[int], list[Row], Frame], Any]] = {
    "U": _unique,
    "A": _any,
    "P": _priority,
    "F": _first,
    "R": _collect,
    "O": _output_order,
    "C": _collect,
    "C+": _aggregated("sum"),
    "C<": _aggregated("min"),
    "C>": _aggregated("max"),
    "C#": _aggregated("count"),
}
