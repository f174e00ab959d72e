"""Cuts a file into parts that can be read one by one, so that a broken one does not take the others along."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_DOCUMENT_START = re.compile(rb"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a file, and how many lines of it come before them."""

    data: bytes
    lines_before: int


def parts_of(data: bytes) -> Iterator[Part]:
    """The lines of JSON lines, the documents of YAML, or the whole."""
    if _is_json_lines(data):
        yield from _lines(data)
    else:
        yield from _documents(data)


def _is_json_lines(data: bytes) -> bool:
    """Whether the first line is a whole JSON object and more text follows: no other file begins so."""
    first, _, rest = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not first.startswith(b"{") or not rest.strip():
        return False
    try:
        json.loads(first)
    except ValueError:
        # The first line may be the broken one: then the second decides.
        return rest.lstrip().startswith(b"{") and first.rstrip().endswith(b"}")
    return True


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
