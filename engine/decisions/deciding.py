"""Which rules fire, and why the others do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.decisions.errors import DecisionError
from engine.decisions.hit_policies import conclude
from engine.decisions.model import Body, Input, rule_indexes
from engine.decisions.trace import Trace
from engine.feel import Frame
from engine.values import Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table decided, and why: ``trace`` is what an auditor reads (see decisions.trace)."""

    value: Any
    trace: dict[str, Value]


def decide(body: Body, scope: Mapping[str, Any], now: datetime | None) -> Outcome:
    """Decide by the table. Raises DecisionError, FeelError."""
    return decide_inside(body, body.bundle.frame(scope, now))


def decide_inside(body: Body, frame: Frame) -> Outcome:
    """The same for a table that stands among other code, on that code's frame."""
    trace = Trace(body.name, body.hit_policy)
    for column in body.inputs:
        frame.slots[column.slot] = column.expression(frame)
        trace.input(column, frame.slots[column.slot])
        _check_allowed(body, column, frame)
    fired = _fired(body, frame, trace)
    rows = [tuple(code(frame) for code in body.rules[index].outputs) for index in fired]
    for index, row in zip(fired, rows, strict=True):
        trace.fired(index, body.rules[index], [output.name for output in body.outputs], row)
    value = conclude(body, fired, rows, frame)
    return Outcome(value, trace.finished(value))


def _fired(body: Body, frame: Frame, trace: Trace) -> list[int]:
    """Column by column: the rules that are still alive after all of them."""
    alive = (1 << len(body.rules)) - 1
    for column in body.inputs:
        passed = column.unconditional
        for test in column.tests:
            if test.rules & alive and test.code(frame) is True:
                passed |= test.rules
        trace.failed(column, frame.slots[column.slot], rule_indexes(alive & ~passed))
        alive &= passed
    if body.hit_policy == "F" and alive:
        first = alive & -alive
        trace.not_needed(rule_indexes(alive ^ first))
        alive = first
    return rule_indexes(alive)


def _check_allowed(body: Body, column: Input, frame: Frame) -> None:
    if column.allowed is not None and column.allowed(frame) is not True:
        value = frame.slots[column.slot]
        raise DecisionError(
            "DECISION_INPUT_NOT_ALLOWED", f"{value!r:.80} is not allowed for {column.label}", body.name
        )
