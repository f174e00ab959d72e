"""Functions that make one value of a list: sum, min, median, all … (DMN 1.5, 10.3.4.4).

Each takes a list or its elements as arguments.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import reduce
from typing import Any

from engine.feel import arithmetic, numbers
from engine.feel.comparison import compare
from engine.feel.library import kinds
from engine.feel.library.built_in import BuiltIn, Parameter, Signature
from engine.feel.numbers import CONTEXT, NUMBERS, truncated
from engine.values import YearMonthDuration


def _of_list(name: str, function: Callable[[list[Any]], Any]) -> BuiltIn:
    """A function of one list, or of its elements as arguments."""
    return BuiltIn(
        name,
        Signature(function, (Parameter("list", kinds.a_list),)),
        Signature(function, (Parameter("list", kinds.anything),), rest=True),
    )


def _are_numbers(items: list[Any]) -> bool:
    return NUMBERS.issuperset(map(type, items))


def _sum(items: list[Any]) -> Any:
    if not items or type(items[0]) not in (*NUMBERS, timedelta, YearMonthDuration):
        return None
    return _sum_of_numbers(items) if _are_numbers(items) else reduce(arithmetic.add, items)


def _sum_of_numbers(items: list[Any]) -> Any:
    total = items[0]
    for item in items[1:]:
        total = numbers.add(total, item)
        if total is None:
            return None
    return total


def _product(items: list[Any]) -> Any:
    if not items or not _are_numbers(items):
        return None
    return reduce(arithmetic.multiply, items)


def _mean(items: list[Any]) -> Any:
    return arithmetic.divide(_sum(items), len(items)) if items else None


def _extreme(operator: str) -> Callable[[list[Any]], Any]:
    def extreme(items: list[Any]) -> Any:
        if not items or compare(operator, items[0], items[0]) is None:
            return None
        best = items[0]
        for item in items[1:]:
            closer = compare(operator, item, best)
            if closer is None:
                return None
            best = item if closer else best
        return best

    return extreme


def _median(items: list[Any]) -> Any:
    if not items or not _are_numbers(items):
        return None
    ordered = sorted(items)
    middle, odd = divmod(len(ordered), 2)
    if odd:
        return ordered[middle]
    return arithmetic.divide(arithmetic.add(ordered[middle - 1], ordered[middle]), 2)


def _mode(items: list[Any]) -> list[Any] | None:
    if not _are_numbers(items):
        return None
    counts = Counter(items)
    most = max(counts.values(), default=0)
    return sorted(item for item, count in counts.items() if count == most)


def _stddev(items: list[Any]) -> Any:
    if len(items) < 2 or not _are_numbers(items):
        return None
    mean = _mean(items)
    squares = [numbers.power(numbers.subtract(item, mean) or 0, 2) for item in items]
    variance = arithmetic.divide(_sum(squares), len(items) - 1)
    return None if variance is None else truncated(CONTEXT.sqrt, variance)


def _truths(decisive: bool) -> Callable[[list[Any]], bool | None]:
    def decide(items: list[Any]) -> bool | None:
        if any(item is decisive for item in items):
            return decisive
        return None if any(type(item) is not bool for item in items) else not decisive

    return decide


FUNCTIONS: tuple[BuiltIn, ...] = (
    _of_list("sum", _sum),
    _of_list("product", _product),
    _of_list("mean", _mean),
    _of_list("min", _extreme("<")),
    _of_list("max", _extreme(">")),
    _of_list("median", _median),
    _of_list("mode", _mode),
    _of_list("stddev", _stddev),
    _of_list("all", _truths(False)),
    _of_list("any", _truths(True)),
)
