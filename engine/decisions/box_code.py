"""The code of boxed expressions that FEEL has no text for, or another meaning (DMN 1.5, 10.2.2)."""

from typing import Any

from engine.decisions.deciding import decide_inside
from engine.decisions.functions import Body, BoxedFunction
from engine.decisions.item_types import ANYTHING, ItemType
from engine.decisions.table import DecisionTable
from engine.decisions.tracing import note_table
from engine.feel import Code, Frame, Function
from engine.feel.code.filters import as_list, element
from engine.feel.code.functions import call_named
from engine.feel.numbers import NUMBERS


def null_code(_frame: Frame) -> None:
    """Null: what an empty box is."""


def typed_code(code: Code, wanted: ItemType) -> Code:
    """The value made to fit a type, or null."""
    if wanted == ANYTHING:
        return code
    return lambda frame: wanted.fit(code(frame), frame.run)


def table_code(table: DecisionTable) -> Code:
    """What the table decides; its trace goes to the run."""
    body = table.body

    def decide(frame: Frame) -> Any:
        outcome = decide_inside(body, frame)
        note_table(frame.run, outcome.trace)
        return outcome.value

    return decide


def result_code(entries: Code, result: Code) -> Code:
    """A context with a result: its entries are only variables."""

    def evaluate(frame: Frame) -> Any:
        entries(frame)
        return result(frame)

    return evaluate


def function_code(name: str, body: Body) -> Code:
    """The function with the variables of the moment."""
    return lambda frame: BoxedFunction(name, body, Frame(frame.scope, frame.slots.copy(), frame.run))


def invocation_code(function: Code, names: tuple[str, ...], arguments: tuple[Code, ...]) -> Code:
    """A call with named arguments, or without any."""
    if names:
        return call_named(function, names, arguments)

    def call(frame: Frame) -> Any:
        target = function(frame)
        return target.invoke((), frame.run) if isinstance(target, Function) else None

    return call


def conditional_code(condition: Code, then: Code, otherwise: Code) -> Code:
    """If, then, else; null when the condition is neither a boolean nor null."""

    def choose(frame: Frame) -> Any:
        truth = condition(frame)
        if truth is True:
            return then(frame)
        return otherwise(frame) if truth is False or truth is None else None

    return choose


def filter_code(collection: Code, match: Code, slot: int, size: int) -> Code:
    """The elements that match; null of null, and when a verdict is neither a boolean, null nor a position."""

    def select(frame: Frame) -> Any:
        found = collection(frame)
        if found is None:
            frame.run.charge(1)
            return None
        items = as_list(found)
        frame.run.charge(1 + len(items) * size)
        chosen = []
        for item in items:
            frame.slots[slot] = item
            verdict = match(frame)
            if type(verdict) in NUMBERS:
                return element(items, verdict)
            if verdict is not None and not isinstance(verdict, bool):
                return None
            chosen += [item] if verdict else []
        return chosen

    return select
