"""Tests of decisions as authors write them."""

from typing import Any, Literal

from pydantic import Field

from engine.language.authoring.base import Authored
from engine.language.authoring.texts import Formula


class TestCase(Authored):
    """What is given, and what has to come out: of the decision (``expect``), of decisions that it requires
    (``decisions``), or that it refuses to decide (``fails``)."""

    __test__ = False

    name: str
    given: dict[str, Any] = {}
    expect: Formula = None
    decisions: dict[str, Formula] = {}
    fails: bool = False
    now: str | None = None


class DecisionTests(Authored):
    """A file of tests, beside the decision: ``NAME.test.yaml``. ``tests`` is the decision's name."""

    lang: Literal[1]
    tests: str
    now: str | None = None
    cases: list[TestCase] = Field(min_length=1)
