"""The lines of an order on the terminal: as they are ordered now, and how far each is."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from cli.output import show_table
from cli.words import word

Line = Mapping[str, Any]
_USUAL = ("line", "goods", "quantity", "unit_price", "amount")


def show_lines(lines: Sequence[Line], received: Sequence[Line], language: str) -> None:
    """Lines, and what is not as it was ``received``. Columns that no line has anything for are left out."""
    rows = [*_rows(lines, {line["id"]: line for line in received}, language)]
    filled = [*_USUAL, *(key for key in ("promised", "got", "changed") if any(row[key] for row in rows))]
    show_table([word(key, language) for key in filled], ([row[key] for key in filled] for row in rows))


def _rows(lines: Sequence[Line], received: Mapping[str, Line], language: str) -> Iterator[dict[str, str]]:
    for line in lines:
        changed = _changed(line, received.get(line["id"]), language)
        yield _row(line) | {"promised": _promised(line, language), "changed": changed}
    there = {line["id"] for line in lines}
    for line in (line for id_, line in received.items() if id_ not in there):
        gone = _row(line) | {"quantity": "-", "amount": "-", "got": ""}
        yield gone | {"promised": "", "changed": _taken_out(line, language)}


def _row(line: Line) -> dict[str, str]:
    details = ", ".join(f"{name} {value}" for name, value in line["specification"].items())
    return {
        "line": line["id"],
        "goods": " ".join(part for part in (line["sku"], line.get("name") or "", details) if part),
        "quantity": f"{_number(line['quantity'])} {line['unit']}",
        "unit_price": _number(line["unit_price"]),
        "amount": _number(line["amount"]),
        "got": "" if line.get("got") is None else _number(line["got"]),
    }


def _promised(line: Line, language: str) -> str:
    """The day that holds, and the first one where another was agreed on since."""
    day, first = line.get("promised"), line.get("promised_first")
    if day is None:
        return ""
    return str(day) if first in (None, day) else f"{day} ({word('first', language)} {first})"


def _changed(line: Line, before: Line | None, language: str) -> str:
    if before is None:
        return word("new_line", language)
    if not line["quantity"]:
        return _taken_out(before, language)
    same = all(line[name] == before[name] for name in ("sku", "quantity", "unit_price"))
    sku = "" if line["sku"] == before["sku"] else f"{before['sku']} "
    return "" if same else f"{word('was', language)} {sku}{_pieces(before)}"


def _taken_out(before: Line, language: str) -> str:
    return f"{word('taken_out', language)}, {word('was', language)} {_pieces(before)}"


def _pieces(line: Line) -> str:
    return f"{_number(line['quantity'])} {line['unit']} × {_number(line['unit_price'])}"


def _number(value: Any) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
