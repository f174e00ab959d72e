"""Decisions as authors write them: a table or other logic, and what belongs to it."""

from typing import Any, Literal

from pydantic import Field

from engine.language.authoring.base import Authored, FileName, Id
from engine.language.authoring.boxes import Box, Function, HitPolicy, Input, Output, Rules
from engine.language.authoring.texts import Text


class Type(Authored):
    """A type: fields, or another type with what it allows. ``values`` are unary tests; of a ``list`` for each
    element, ``check`` for the whole value."""

    type: str | None = None
    fields: "dict[Id, str | Type] | None" = None
    many: bool = Field(False, alias="list")
    values: Any = None
    check: str | None = None


class Logic(Authored):
    """What a decision does: a table (``inputs``, ``outputs``, ``rules``), or a ``value``."""

    type: str = ""
    hit_policy: HitPolicy = "unique"
    inputs: dict[Id, Input] | None = Field(None, min_length=1)
    outputs: dict[Id, Output] | None = Field(None, min_length=1)
    rules: Rules | None = None
    value: Box = None


class InnerDecision(Logic):
    """A decision that the file's own one requires, or that stands beside it."""

    name: Text | None = None


class Service(Authored):
    """Decisions that are called like a function: ``inputs`` are what is given, ``decisions`` what would be
    decided otherwise."""

    outputs: list[Id] = Field(min_length=1)
    inputs: list[Id] = []
    decisions: list[Id] = []


class Decision(Logic):
    """A file of ``definitions/decisions``."""

    lang: Literal[1]
    decision: FileName
    name: Text
    types: dict[Id, str | Type] = {}
    given: dict[Id, str] | None = None
    uses: dict[Id, str] = {}
    knowledge: dict[Id, Function] = {}
    decisions: dict[Id, InnerDecision] = {}
    services: dict[Id, Service] = {}
