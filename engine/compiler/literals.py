"""Literal lists and mappings with expressions inside them, as one FEEL expression."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from engine.language.places import Path


def expressions_in(raw: Any, path: Path) -> Iterator[tuple[str, Path]]:
    """Every text that begins with ``=`` inside a literal, with its place."""
    match raw:
        case str() if raw.startswith("="):
            yield raw, path
        case list():
            for index, item in enumerate(raw):
                yield from expressions_in(item, (*path, index))
        case dict():
            for key, item in raw.items():
                yield from expressions_in(item, (*path, key))


def as_feel(raw: Any) -> str:
    """The FEEL text of a literal; expressions inside it stand as they are, in brackets."""
    match raw:
        case list():
            return f"[{', '.join(as_feel(item) for item in raw)}]"
        case dict():
            return _context({key: as_feel(item) for key, item in raw.items()})
        case str():
            return f"({raw[1:]}\n)" if raw.startswith("=") else _quoted(raw)
        case _:
            return _scalar(raw)


def _context(entries: dict[str, str]) -> str:
    """A mapping whose entries do not see each other; in a FEEL context those behind see those before."""
    if any(key in text for text, before in _with_before(entries) for key in before):
        listed = (f"{{value: {text}, key: {_quoted(key)}}}" for key, text in entries.items())
        return f"context([{', '.join(listed)}])"
    return f"{{{', '.join(f'{_quoted(key)}: {text}' for key, text in entries.items())}}}"


def _with_before(entries: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Each text with the keys that stand before it."""
    before: list[str] = []
    for key, text in entries.items():
        yield text, before
        before.append(key)


def _scalar(raw: bool | int | Decimal | None) -> str:
    if raw is None:
        return "null"
    if isinstance(raw, bool):
        return str(raw).lower()
    return str(raw) if isinstance(raw, int) else format(raw, "f")  # "f" would give an int six decimals


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
