"""The parts of a compiled decision table. Sets of rules are integers: bit 0 is the first rule."""

from dataclasses import dataclass, field

from engine.decisions.source import HitPolicy
from engine.feel import Bundle, Code


@dataclass(frozen=True, slots=True)
class Test:
    """A cell's text with all the ``rules`` that have it in this column: evaluated once for all of them."""

    text: str
    code: Code = field(repr=False)
    rules: int


@dataclass(frozen=True, slots=True)
class Input:
    """A column of conditions. ``unconditional`` are the rules whose cell is ``-``."""

    label: str
    expression: Code = field(repr=False)
    slot: int
    allowed: Code | None = field(repr=False)
    tests: tuple[Test, ...]
    unconditional: int
    label_zh: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """A column of conclusions; ``priorities`` gives its allowed values, the most important first."""

    name: str
    priorities: Code | None = field(repr=False)
    default: Code | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: what it concludes."""

    outputs: tuple[Code, ...] = field(repr=False)
    annotation: str
    annotation_zh: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """All that is needed to decide."""

    name: str
    hit_policy: HitPolicy
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    bundle: Bundle = field(repr=False)


def rule_indexes(rules: int) -> list[int]:
    """The indexes, from 0, of the rules in a set."""
    indexes = []
    while rules:
        lowest = rules & -rules
        indexes.append(lowest.bit_length() - 1)
        rules ^= lowest
    return indexes
