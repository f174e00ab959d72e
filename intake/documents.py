"""Orders as YAML, JSON or JSON lines: one, or many in a list, in `orders:`, or as several documents."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.language.document import Document
from engine.language.encodings import as_text
from engine.language.places import Path, show_path
from engine.language.yaml_composer import Limits
from engine.language.yaml_reader import Reading, read_yaml
from engine.values import Finding, Value
from intake.entries import entries_of
from intake.parts import Part, looks_like_an_order, parts_of
from intake.words import in_language
from orders import Language, Misfit, Order, order_from

MAX_FILE_BYTES = 64_000_000
# One part holds at most a list of large orders: 64 MB of values would take gigabytes.
_LIMITS = Limits(bytes=16_000_000, depth=12, values=2_000_000)
_SYNTAX = ("json-syntax", "yaml-syntax")
_HOW = "write channel, external_number, customer, currency and lines, as YAML or JSON"


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file holds: the orders that are right, and the findings about all others."""

    orders: tuple[Order, ...]
    findings: tuple[Finding, ...]


def read_orders(data: bytes, file: str, language: Language = "en") -> Intake:
    """Read every order of a file; findings are told in a language. A bad order never holds up a good one; bad
    bytes never raise."""
    orders, findings = _Reader(file, language).read(data)
    if not orders and not findings:
        findings = [Finding("no-orders", "the file holds no order", _HOW, file, 1, 1)]
    told = [in_language(finding, language) for finding in findings]
    return Intake(tuple(orders), tuple(sorted(told, key=lambda f: (f.line, f.column))))


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    language: Language

    def read(self, data: bytes) -> tuple[list[Order], list[Finding]]:
        if len(data) > MAX_FILE_BYTES:
            message = f"the file has {len(data):,} bytes, at most {MAX_FILE_BYTES:,} are read"
            return [], [Finding("too-large", message, "split it into several files", self.file, 1, 1)]
        text = as_text(data, self.file)
        if isinstance(text, Finding):
            return [], [text]
        orders: list[Order] = []
        findings: list[Finding] = []
        for part in parts_of(text.encode()):
            self._read(part, orders, findings)
        return orders, findings

    def _read(self, part: Part, orders: list[Order], findings: list[Finding]) -> None:
        reading = self._values(part)
        entries = entries_of(part) if any(f.code in _SYNTAX for f in reading.findings) else []
        if not entries:
            self._take(part, reading, orders, findings)
            return
        read = [self._values(entry) for entry in entries]
        if not any(f.code in _SYNTAX for each in read for f in each.findings):  # it lies between the entries
            findings += [self._placed(finding, part) for finding in reading.findings]
        for entry, each in zip(entries, read, strict=True):
            self._take(entry, each, orders, findings)

    def _values(self, part: Part) -> Reading:
        return read_yaml(_without_tabs(part.data), self.file, _LIMITS, part.lines_before)

    def _take(self, part: Part, reading: Reading, orders: list[Order], findings: list[Finding]) -> None:
        found = list(reading.findings)
        for document in reading.documents:
            found += _unread(document)
            for path, value in _orders_in(document.value):
                match order_from(value, self.language):
                    case Order() as order if not _touched(path, reading.findings):
                        orders.append(order)
                    case Order():
                        pass  # what is wrong with its text has been found by the reader
                    case misfits:
                        found += self._told(misfits, document, path, reading, part)
        findings += [self._placed(finding, part) for finding in found]

    def _told(
        self, misfits: tuple[Misfit, ...], document: Document, path: Path, reading: Reading, part: Part
    ) -> Iterator[Finding]:
        gaps = {finding.path for finding in reading.findings}
        for misfit in misfits:
            if show_path((*path, *misfit.path)) not in gaps:
                found = document.at(misfit.finding, (*path, *misfit.path), key=misfit.key)
                shown = path if part.shown is None else part.shown
                yield replace(found, path=show_path((*shown, *misfit.path)))

    def _placed(self, finding: Finding, part: Part) -> Finding:
        """The finding at its place in the whole file."""
        line, column = part.placed(finding)
        return replace(finding, file=self.file, line=line, column=column)


def _without_tabs(data: bytes) -> bytes:
    # JSON may be indented by tabs, YAML may not. A text of JSON holds no tab as such.
    return data.replace(b"\t", b" ") if data.lstrip().startswith((b"{", b"[")) else data


def _orders_in(value: Value) -> Iterator[tuple[Path, Value]]:
    """Every order of a document and the path to it."""
    match value:
        case None | str():
            return
        case list():
            yield from (((index,), item) for index, item in enumerate(value))
        case {"orders": listed, **others} if not looks_like_an_order(others):
            entries = listed if isinstance(listed, list) else []
            yield from ((("orders", index), item) for index, item in enumerate(entries))
        case {"order": dict(), **others} if not others:
            return
        case _:
            yield (), value


def _unread(document: Document) -> Iterator[Finding]:
    """What stands where an order should be, or beside `orders:`, and would be passed over in silence."""
    match document.value:
        case str():
            yield document.at(Finding("wrong-type", "this is no order but a text", _HOW), ())
        case {"orders": listed, **others} if not looks_like_an_order(others):
            if not isinstance(listed, list):
                found = Finding("wrong-type", "orders is not a list", "write a list: orders: [ … ]")
                yield document.at(found, ("orders",))
            for name in others:
                found = Finding("unknown-field", f"{name} is not read beside orders", "remove it")
                yield document.at(found, (str(name),), key=True)
        case {"order": dict(), **others} if not others:
            cure = "write its fields without `order`, or a list: orders: [ … ]"
            yield document.at(Finding("unknown-field", "an order stands under `order`", cure), (), key=True)


def _touched(path: Path, findings: tuple[Finding, ...]) -> bool:
    """Whether the reader found something wrong inside this order, such as a field given twice."""
    place = show_path(path)
    inside = (f"{place}.", f"{place}[") if place else ("",)
    return any(finding.path == place or finding.path.startswith(inside) for finding in findings)
