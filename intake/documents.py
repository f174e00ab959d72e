"""Orders as YAML, JSON or JSON lines: one, or many in a list, in `orders:`, or as several documents."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.language.document import Document
from engine.language.places import Path, show_path
from engine.language.yaml_composer import Limits
from engine.language.yaml_reader import read_yaml
from engine.values import Finding, Value
from intake.parts import Part, parts_of
from orders import Order, order_from

MAX_FILE_BYTES = 64_000_000
# One part holds at most a list of large orders: 64 MB of values would take gigabytes.
_LIMITS = Limits(bytes=16_000_000, depth=12, values=2_000_000)


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file holds: the orders that are right, and the findings about all others."""

    orders: tuple[Order, ...]
    findings: tuple[Finding, ...]


def read_orders(data: bytes, file: str) -> Intake:
    """Read every order of a file. A bad order never holds up a good one; bad bytes never raise."""
    if len(data) > MAX_FILE_BYTES:
        message = f"the file has {len(data):,} bytes, at most {MAX_FILE_BYTES:,} are read"
        return Intake((), (Finding("too-large", message, "split it into several files", file),))
    orders: list[Order] = []
    findings: list[Finding] = []
    for part in parts_of(data):
        _read(part, file, orders, findings)
    if not orders and not findings:
        findings.append(
            Finding("no-orders", "the file holds no order", "write at least one order", file, 1, 1)
        )
    return Intake(tuple(orders), tuple(findings))


def _read(part: Part, file: str, orders: list[Order], findings: list[Finding]) -> None:
    reading = read_yaml(_without_tabs(part.data), file, _LIMITS, part.lines_before)
    found = list(reading.findings)
    for document in reading.documents:
        found += _unread(document)
        for path, value in _orders_in(document.value):
            match order_from(value):
                case Order() as order if not _touched(path, reading.findings):
                    orders.append(order)
                case Order():
                    pass  # what is wrong with its text has been found by the reader
                case misfits:
                    found += [document.at(m.finding, (*path, *m.path), key=m.key) for m in misfits]
    findings += [_placed(finding, part) for finding in found]


def _without_tabs(data: bytes) -> bytes:
    # JSON may be indented by tabs, YAML may not. A text of JSON holds no tab as such.
    return data.replace(b"\t", b" ") if data.lstrip().startswith((b"{", b"[")) else data


def _orders_in(value: Value) -> Iterator[tuple[Path, Value]]:
    """Every order of a document and the path to it."""
    match value:
        case None:
            return
        case list():
            yield from (((index,), item) for index, item in enumerate(value))
        case {"orders": list() as listed}:
            yield from ((("orders", index), item) for index, item in enumerate(listed))
        case _:
            yield (), value


def _unread(document: Document) -> Iterator[Finding]:
    """What stands beside `orders:` and would be passed over in silence."""
    match document.value:
        case {"orders": list(), **others}:
            for name in others:
                finding = Finding("unknown-field", f"{name} is not read beside orders", "remove it")
                yield document.at(finding, (str(name),), key=True)


def _touched(path: Path, findings: tuple[Finding, ...]) -> bool:
    """Whether the reader found something wrong inside this order, such as a field given twice."""
    place = show_path(path)
    inside = (f"{place}.", f"{place}[") if place else ("",)
    return any(finding.path == place or finding.path.startswith(inside) for finding in findings)


def _placed(finding: Finding, part: Part) -> Finding:
    """The finding at its line of the whole file; the end of a part belongs to the part."""
    last = part.data.rstrip(b"\n").count(b"\n") + 1
    return replace(finding, line=part.lines_before + max(1, min(finding.line, last)))
