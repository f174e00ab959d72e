"""The parts a regular expression is made of: a closed union."""

from dataclasses import dataclass
from typing import TypeAlias

from engine.feel.regex.charset import CharSet


class RegexError(ValueError):
    """The pattern, its flags or its replacement are not as XPath wants them."""


@dataclass(frozen=True, slots=True)
class One:
    """One character of a set."""

    members: CharSet


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Choice:
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """``most`` is None for any number."""

    part: "Part"
    least: int
    most: int | None
    greedy: bool


@dataclass(frozen=True, slots=True)
class Group:
    """``number`` is None for a group that captures nothing: ``(?:…)``."""

    part: "Part"
    number: int | None


@dataclass(frozen=True, slots=True)
class BackReference:
    number: int
    any_case: bool


@dataclass(frozen=True, slots=True)
class LineStart:
    each_line: bool


@dataclass(frozen=True, slots=True)
class LineEnd:
    each_line: bool


Part: TypeAlias = One | Sequence | Choice | Repeat | Group | BackReference | LineStart | LineEnd
