"""What an author writes of a decision table, as plain texts; readers of YAML, DMN and CSV make it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

HitPolicy: TypeAlias = Literal["U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#"]
HIT_POLICIES: tuple[HitPolicy, ...] = ("U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#")


@dataclass(frozen=True, slots=True)
class InputSource:
    """A column of conditions. ``allowed``: unary tests that every value has to pass; empty for all.

    ``label_zh`` is empty when there is one label for both languages.
    """

    expression: str
    label: str = ""
    allowed: str = ""
    label_zh: str = ""


@dataclass(frozen=True, slots=True)
class OutputSource:
    """A column of conclusions. The name may be empty when there is just one.

    ``allowed``: FEEL values separated by commas, the most important first: the order of P and O.
    ``default``: FEEL expression for when no rule fires. ``type`` is the name of a type.
    """

    name: str = ""
    allowed: str = ""
    default: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A row: unary tests, one each input; FEEL expressions, one each output; why, in two languages."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    annotation: str = ""
    annotation_zh: str = ""


@dataclass(frozen=True, slots=True)
class TableSource:
    """A decision table as it is written. ``hit_policy`` is one of HIT_POLICIES."""

    name: str
    hit_policy: str
    inputs: tuple[InputSource, ...]
    outputs: tuple[OutputSource, ...]
    rules: tuple[RuleSource, ...]
