"""Cuts a file into parts that can be read one by one, so that a broken one does not take the others along."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from engine.language.places import Path
from engine.values import Finding

_DOCUMENT_START = re.compile(rb"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)
_LINE_BREAK = re.compile(rb"\r\n|\r|\n")
_LOOKED_AT = 200  # lines, to tell JSON lines from JSON that is laid out over lines
_OF_AN_ORDER = {"channel", "external_number", "customer", "currency", "lines"}


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a file, how many lines of it come before them, and how many columns in their first line.

    ``shown`` is the path of its only order in the file, when the part is one entry of a list.
    """

    data: bytes
    lines_before: int = 0
    columns_before: int = 0
    shown: Path | None = None

    def placed(self, finding: Finding) -> tuple[int, int]:
        """Line and column in the file of a finding in this part; the end of a part belongs to the part."""
        lines = _LINE_BREAK.split(self.data.rstrip())
        if finding.line > len(lines):
            line, column = len(lines), len(lines[-1].decode("utf-8", "replace")) + 1
        else:
            line, column = max(finding.line, 1), max(finding.column, 1)
        return self.lines_before + line, column + (self.columns_before if line == 1 else 0)


def parts_of(data: bytes) -> Iterator[Part]:
    """The lines of JSON lines, the documents of YAML, or the whole."""
    if _is_json_lines(data):
        yield from _lines(data)
    else:
        yield from _documents(data)


def looks_like_an_order(value: object) -> bool:
    """Whether an object has fields that only orders have."""
    return isinstance(value, dict) and len(_OF_AN_ORDER & value.keys()) > 1


def _is_json_lines(data: bytes) -> bool:
    """Whether the lines are objects of their own. Any of them may be broken, the first one too."""
    begin = data.lstrip()
    if not begin.startswith(b"{"):
        return False
    lines = [line.strip() for line in islice(begin.split(b"\n"), _LOOKED_AT) if line.strip()]
    if len(lines) < 2:
        return False
    if isinstance(_json(lines[0]), dict):
        return True
    if _json(begin) is not None:
        return False
    return all(line.startswith(b"{") for line in lines) or any(looks_like_an_order(_json(x)) for x in lines)


def _json(text: bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _lines(data: bytes) -> Iterator[Part]:
    for number, line in enumerate(data.split(b"\n")):
        if line.strip():
            yield Part(line, number)


def _documents(data: bytes) -> Iterator[Part]:
    # At the start of a line, --- always opens a document, even inside a text (YAML 1.2.2, 9.1.2).
    starts = [match.start() for match in _DOCUMENT_START.finditer(data)]
    cuts = [0, *starts, len(data)] if not starts or data[: starts[0]].strip() else [*starts, len(data)]
    for begin, end in pairwise(cuts):
        yield Part(data[begin:end], data.count(b"\n", 0, begin))
