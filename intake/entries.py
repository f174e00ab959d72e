"""Cuts a list that cannot be read as a whole into its entries, so that the good ones are read."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import count, pairwise

from intake.parts import Part, looks_like_an_order

_LIST = re.compile(r'\s*(?:\[|\{\s*"orders"\s*:\s*\[)')
_DASH = re.compile(r"^( *)- ", re.MULTILINE)
_LINE = re.compile(r"\n")
_OBJECT = re.compile(r"\{")
_BETWEEN = " \t\r\n,]}"
_TRIES = 20_000


def entries_of(part: Part) -> list[Part]:
    """The entries of a list of orders, in JSON or in YAML; empty when the part is no list of several."""
    text = part.data.decode("utf-8", "replace")
    opening = _LIST.match(text)
    if opening:
        around = ("orders",) if "{" in opening[0] else ()
        cuts = list(_json_entries(text, opening.end()))
    else:
        around = ("orders",) if text.lstrip().startswith("orders:") else ()
        cuts = list(_yaml_entries(text))
    cuts = [(begin, end) for begin, end in cuts if text[begin:end].strip()]
    lines = [0, *(match.end() for match in _LINE.finditer(text))]
    entries = []
    for index, (begin, end) in enumerate(cuts):
        line = bisect_right(lines, begin) - 1
        data = text[begin:end].encode()
        entries.append(Part(data, part.lines_before + line, begin - lines[line], (*around, index)))
    return entries if len(entries) > 1 else []


def _json_entries(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Whatever can be decoded from here, and what lies between as one broken entry."""
    decoder, position, tries = json.JSONDecoder(), start, count()
    while (begin := _next_entry(text, position)) < len(text):
        end = _decoded(decoder, text, begin)
        if end is None:
            ahead = (match.start() for match in _OBJECT.finditer(text, begin + 1))
            orders = (at for at in ahead if next(tries) > _TRIES or _is_order(decoder, text, at))
            end = next(orders, len(text))
            yield begin, begin + len(text[begin:end].rstrip(_BETWEEN[:5]))
        else:
            yield begin, end
        position = end


def _next_entry(text: str, position: int) -> int:
    while position < len(text) and text[position] in _BETWEEN:
        position += 1
    return position


def _decoded(decoder: json.JSONDecoder, text: str, begin: int) -> int | None:
    try:
        return decoder.raw_decode(text, begin)[1]
    except (ValueError, RecursionError):
        return None


def _is_order(decoder: json.JSONDecoder, text: str, begin: int) -> bool:
    try:
        return looks_like_an_order(decoder.raw_decode(text, begin)[0])
    except (ValueError, RecursionError):
        return False


def _yaml_entries(text: str) -> Iterator[tuple[int, int]]:
    """From each dash of the outermost list to the next one."""
    first = _DASH.search(text)
    if first is None or (text[: first.start()].strip() and not text.lstrip().startswith("orders:")):
        return
    dashes = [match.start() for match in _DASH.finditer(text) if match[1] == first[1]]
    yield from pairwise([*dashes, len(text)])
