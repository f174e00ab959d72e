"""``for``, ``some`` and ``every`` (DMN 1.5, 10.3.2.14)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from engine.feel.code.scopes import Code
from engine.feel.numbers import NUMBERS
from engine.feel.ranges import Range
from engine.feel.run import Frame, Run

Visit = Callable[[Frame, list[Any]], bool]  # false ends the whole loop


class NotIterableError(Exception):
    """The collection of a loop is none; never leaves this module."""


def single_loop(domain: Code, slot: int, body: Code, size: int) -> Code:
    """``for x in xs return body``, the loop that matters for speed."""

    def loop(frame: Frame) -> Any:
        items = domain(frame)
        if type(items) is not list:
            try:
                items = elements(items, frame.run)
            except NotIterableError:
                return None
        frame.run.charge(1 + len(items) * size)
        slots = frame.slots
        results = []
        for item in items:
            slots[slot] = item
            results.append(body(frame))
        return results

    return loop


def nested_loop(domains: Sequence[tuple[Code, int]], visit: Visit, size: int) -> Visit:
    """Visit every combination of the elements, the last domain turning fastest."""
    (domain, slot), *inner = domains
    step = nested_loop(inner, visit, size) if inner else visit

    def walk(frame: Frame, results: list[Any]) -> bool:
        items = elements(domain(frame), frame.run)
        frame.run.charge(1 + len(items) * size)
        for item in items:
            frame.slots[slot] = item
            if not step(frame, results):
                return False
        return True

    return walk


def for_code(domains: Sequence[tuple[Code, int]], body: Code, partial: int | None, size: int) -> Code:
    """Any other ``for``: several domains, or a body that looks at ``partial``, the results so far."""

    def visit(frame: Frame, results: list[Any]) -> bool:
        if partial is not None:
            frame.run.charge(len(results))
            frame.slots[partial] = results.copy()
        results.append(body(frame))
        return True

    walk = nested_loop(domains, visit, size)

    def loop(frame: Frame) -> Any:
        results: list[Any] = []
        try:
            walk(frame, results)
        except NotIterableError:
            return None
        return results

    return loop


def quantified_code(decisive: bool, domains: Sequence[tuple[Code, int]], condition: Code, size: int) -> Code:
    """``some`` (decided by a true) or ``every`` (by a false); null when undecided and something was null."""

    def visit(frame: Frame, results: list[Any]) -> bool:
        truth = condition(frame)
        if truth is decisive:
            results[:] = [decisive]
            return False
        if truth is not True and truth is not False:
            results[:] = [None]
        return True

    walk = nested_loop(domains, visit, size)

    def quantify(frame: Frame) -> bool | None:
        results: list[Any] = []
        try:
            walk(frame, results)
        except NotIterableError:
            return None
        return results[0] if results else not decisive

    return quantify


def sequence_code(first: Code, last: Code) -> Code:
    """``first..last`` of a loop: whole numbers or dates, upwards or downwards."""

    def sequence(frame: Frame) -> Any:
        low, high = first(frame), last(frame)
        return _span(low, high, frame.run)

    return sequence


def elements(collection: Any, run: Run) -> Sequence[Any]:
    """What a loop walks over. Raises NotIterableError for null and ranges that cannot be counted."""
    if type(collection) is Range:
        return _range_elements(collection, run)
    if collection is None:
        raise NotIterableError
    return collection if isinstance(collection, list | range) else [collection]


def _range_elements(limits: Range, run: Run) -> Sequence[Any]:
    if limits.first is None or limits.last is None or limits.operator == "!=":
        raise NotIterableError
    span = _span(limits.first, limits.last, run)
    if span is None or (len(span) > 1 and span[0] > span[-1]):
        raise NotIterableError
    start = 0 if limits.first_included else 1
    stop = len(span) - (0 if limits.last_included else 1)
    return span[start:stop]


def _span(first: Any, last: Any, run: Run) -> Sequence[Any] | None:
    if type(first) in NUMBERS and type(last) in NUMBERS:
        return _whole_numbers(first, last, run)
    if type(first) is date and type(last) is date:
        days = (last - first).days
        run.charge(abs(days) + 1)
        return [first + timedelta(days=offset) for offset in _whole_numbers(0, days, run) or ()]
    return None


def _whole_numbers(first: Any, last: Any, run: Run) -> range | None:
    if first != int(first) or last != int(last):
        return None
    run.charge(min(abs(int(last) - int(first)), 2**62))
    return range(int(first), int(last) + 1) if first <= last else range(int(first), int(last) - 1, -1)
