"""List functions that keep, find or move elements (DMN 1.5, 10.3.4.4)."""

from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from engine.feel.comparison import compare, equal, kind_of
from engine.feel.functions import Function
from engine.feel.library import kinds
from engine.feel.library.built_in import BuiltIn, Parameter, Signature, built_in
from engine.feel.numbers import Number, to_int
from engine.feel.run import Run


def _contains(run: Run, items: list[Any], wanted: Any) -> bool:
    return any(equal(item, wanted, run) for item in items)


def _index_of(run: Run, items: list[Any], wanted: Any) -> list[int]:
    return [index for index, item in enumerate(items, 1) if equal(item, wanted, run)]


def _sublist(items: list[Any], position: Number, length: Number | None) -> list[Any] | None:
    start = to_int(position)
    count = len(items) if length is None else to_int(length)
    if not start or abs(start) > len(items) or count is None or count < 0:
        return None
    begin = start - 1 if start > 0 else len(items) + start
    return items[begin : begin + count] if length is None or begin + count <= len(items) else None


def _insert(items: list[Any], position: Number, new: Any) -> list[Any] | None:
    index = _offset(items, position)
    return None if index is None else [*items[:index], new, *items[index:]]


def _remove(items: list[Any], position: Number) -> list[Any] | None:
    index = _offset(items, position)
    return None if index is None else [*items[:index], *items[index + 1 :]]


def _replace_at(items: list[Any], position: Number, new: Any) -> list[Any] | None:
    index = _offset(items, position)
    return None if index is None else [*items[:index], new, *items[index + 1 :]]


def _replace_matching(run: Run, items: list[Any], match: Function, new: Any) -> list[Any] | None:
    verdicts = [match.invoke([item, new], run) for item in items]
    if any(type(verdict) is not bool for verdict in verdicts):
        return None
    return [new if verdict else item for item, verdict in zip(items, verdicts, strict=True)]


def _offset(items: list[Any], position: Number) -> int | None:
    index = to_int(position)
    if not index or abs(index) > len(items):
        return None
    return index - 1 if index > 0 else len(items) + index


def _flatten(run: Run, items: list[Any]) -> list[Any]:
    flat: list[Any] = []
    rest = [iter(items)]
    while rest:
        for item in rest[-1]:
            run.charge(1)
            if type(item) is list:
                rest.append(iter(item))
                break
            flat.append(item)
        else:
            rest.pop()
    return flat


def _distinct(run: Run, items: list[Any]) -> list[Any]:
    """Scalars by hash, so that a long list stays cheap; the rest one against all."""
    seen: set[tuple[str, Any]] = set()
    others: list[Any] = []
    kept = []
    for item in items:
        kind = kind_of(item)
        if kind in ("null", "boolean", "number", "string", "date"):
            new = (kind, item) not in seen
            seen.add((kind, item))
        else:
            run.charge(len(others))
            new = not _contains(run, others, item)
            others += [item] if new else []
        if new:
            kept.append(item)
    return kept


def _joined(lists: list[Any]) -> list[Any] | None:
    if any(part is None for part in lists):
        return None
    return [item for part in lists for item in (part if type(part) is list else [part])]


def _union(run: Run, lists: list[Any]) -> list[Any] | None:
    joined = _joined(lists)
    return None if joined is None else _distinct(run, joined)


def _sort(run: Run, items: list[Any], precedes: Function | None) -> list[Any] | None:
    before = _calling(precedes, run) if precedes else lambda left, right: compare("<", left, right)
    undecided = False

    def order(left: Any, right: Any) -> int:
        nonlocal undecided
        run.charge(1)
        first, second = before(left, right), before(right, left)
        undecided = undecided or type(first) is not bool
        return -1 if first is True else int(second is True)

    result = sorted(items, key=cmp_to_key(order))
    return None if undecided else result


def _calling(precedes: Function, run: Run) -> Callable[[Any, Any], Any]:
    return lambda left, right: precedes.invoke((left, right), run)


_LIST = Parameter("list", kinds.a_list)
_LISTS = Parameter("list", kinds.a_list)
_POSITION = Parameter("position", kinds.number)
_NEW = Parameter("newItem", kinds.anything)

FUNCTIONS: tuple[BuiltIn, ...] = (
    built_in("list contains", _contains, _LIST, Parameter("element", kinds.anything), uses_run=True),
    built_in("count", len, _LIST),
    built_in(
        "sublist",
        _sublist,
        _LIST,
        Parameter("start position", kinds.number),
        Parameter("length", kinds.number, nullable=True),
    ),
    built_in("append", lambda items, new: items + new, _LIST, Parameter("item", kinds.a_list), rest=True),
    built_in("concatenate", _joined, _LISTS, rest=True),
    built_in("insert before", _insert, _LIST, _POSITION, _NEW),
    built_in("remove", _remove, _LIST, _POSITION),
    BuiltIn(
        "list replace",
        Signature(_replace_at, (_LIST, _POSITION, _NEW)),
        Signature(_replace_matching, (_LIST, Parameter("match", kinds.a_function), _NEW), uses_run=True),
    ),
    built_in("reverse", lambda items: items[::-1], _LIST),
    built_in("index of", _index_of, _LIST, Parameter("match", kinds.anything), uses_run=True),
    built_in("union", _union, _LISTS, rest=True, uses_run=True),
    built_in("distinct values", _distinct, _LIST, uses_run=True),
    built_in("flatten", _flatten, _LIST, uses_run=True),
    built_in(
        "sort",
        _sort,
        _LIST,
        Parameter("precedes", kinds.a_function, optional=True),
        uses_run=True,
    ),
)
