"""Regular expressions for matches(), replace() and split() that always end (XPath 3.1, F&O 5.6)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from engine.feel.regex.machine import Accept, Assembler, Instruction, run
from engine.feel.regex.pattern import RegexError
from engine.feel.regex.reader import Reader

__all__ = ["Match", "Regex", "RegexError", "compile_regex", "find_all", "search"]

_TEMPLATE = re.compile(r"\\(?P<literal>[\\$])|\$(?P<number>\d+)|(?P<text>[^\\$]+)|(?P<wrong>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Regex:
    """A compiled pattern."""

    code: list[Instruction]
    registers: int
    groups: int

    def template(self, replacement: str) -> list[str | int]:
        """A replacement as texts and group numbers. Raises RegexError for a lone ``\\`` or ``$``."""
        parts: list[str | int] = []
        for match in _TEMPLATE.finditer(replacement):
            if match["wrong"]:
                raise RegexError(f"{match['wrong']!r} in a replacement is written \\{match['wrong']}")
            parts += self._group(match["number"]) if match["number"] else [match["literal"] or match["text"]]
        return parts

    def _group(self, digits: str) -> list[str | int]:
        """The longest number that is a group; what is left of the digits is text."""
        size = len(digits)
        while size > 1 and int(digits[:size]) > self.groups:
            size -= 1
        return [int(digits[:size]), digits[size:]]


@dataclass(frozen=True, slots=True)
class Match:
    """A match from ``start`` to ``end``."""

    text: str
    saved: tuple[int, ...]

    @property
    def start(self) -> int:
        """Where it starts."""
        return self.saved[0]

    @property
    def end(self) -> int:
        """The position behind it."""
        return self.saved[1]

    def expand(self, template: list[str | int]) -> str:
        """The replacement for this match; a group that took no part is empty."""
        return "".join(part if isinstance(part, str) else self._group(part) for part in template)

    def _group(self, number: int) -> str:
        if 2 * number + 1 >= len(self.saved):
            return ""
        start, end = self.saved[2 * number], self.saved[2 * number + 1]
        return self.text[start:end] if end >= 0 else ""


@lru_cache(maxsize=256)
def compile_regex(pattern: str, flags: str) -> Regex:
    """A pattern ready to run. Raises RegexError."""
    reader = Reader(pattern, flags)
    part = reader.read()
    assembler = Assembler(reader.groups)
    assembler.part(part)
    assembler.emit(Accept())
    return Regex(assembler.code, assembler.registers, reader.groups)


def search(regex: Regex, text: str, start: int, charge: Callable[[int], None]) -> Match | None:
    """The first match from ``start`` on."""
    for position in range(start, len(text) + 1):
        charge(1)
        saved = run(regex.code, regex.registers, text, position, charge)
        if saved:
            return Match(text, saved)
    return None


def find_all(regex: Regex, text: str, charge: Callable[[int], None]) -> list[Match]:
    """All matches, left to right. Raises RegexError when the pattern matches the empty text."""
    if run(regex.code, regex.registers, "", 0, charge):
        raise RegexError("the pattern matches the empty text")
    found: list[Match] = []
    position = 0
    while match := search(regex, text, position, charge):
        found.append(match)
        position = match.end if match.end > match.start else match.end + 1
    return found
