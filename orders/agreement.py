"""Whether the parts of an order agree, told of plain data: also of an order that is broken elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.language.places import Path

_OF_MANUFACTURING = ("model", "drawing", "technical")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A name in `orders.words`, where it is, and what the sentence mentions."""

    kind: str
    path: Path
    facts: Mapping[str, str]


def disagreements(order: object) -> Iterator[Disagreement]:
    """Everything in which an order's fields contradict each other. What has another type than it should is
    passed over: it has its own findings."""
    if not isinstance(order, Mapping):
        return
    written = order.get("lines")
    lines = (
        [line if isinstance(line, Mapping) else {} for line in written] if isinstance(written, list) else []
    )
    yield from _double_ids(lines)
    yield from _other_currencies(lines, order.get("currency"))
    if order.get("kind", "retail") == "manufacturing":
        yield from _nameless_purchase(order)
    else:
        yield from _technical_lines(str(order.get("kind", "retail")), lines)


def _double_ids(lines: list[Mapping[str, Any]]) -> Iterator[Disagreement]:
    seen: set[str] = set()
    for index, line in enumerate(lines):
        identity = line.get("id", str(index + 1))
        if not isinstance(identity, str):
            continue
        if identity in seen:
            yield Disagreement("double_line_id", ("lines", index, "id"), {"id": identity})
        seen.add(identity)


def _other_currencies(lines: list[Mapping[str, Any]], ours: object) -> Iterator[Disagreement]:
    for index, line in enumerate(lines):
        theirs = line.get("currency")
        if isinstance(ours, str) and isinstance(theirs, str) and theirs != ours:
            path = ("lines", index, "currency")
            yield Disagreement("mixed_currencies", path, {"theirs": theirs, "ours": ours})


def _nameless_purchase(order: Mapping[str, Any]) -> Iterator[Disagreement]:
    if order.get("purchase_number") is None:
        yield Disagreement("no_purchase_number", ("purchase_number",), {})
    customer = order.get("customer")
    if isinstance(customer, Mapping) and customer and customer.get("id") is None:
        yield Disagreement("no_company", ("customer", "id"), {})


def _technical_lines(kind: str, lines: list[Mapping[str, Any]]) -> Iterator[Disagreement]:
    for index, line in enumerate(lines):
        field = next((name for name in _OF_MANUFACTURING if line.get(name)), None)
        if field is not None:
            facts = {"field": field, "kind": kind}
            yield Disagreement("not_manufacturing", ("lines", index, field), facts)
