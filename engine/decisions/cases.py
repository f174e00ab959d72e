"""Test cases of decisions: what is given, what has to come out, and what came out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from engine.decisions.decision import Decision
from engine.decisions.errors import DecisionError
from engine.feel import FeelError
from engine.feel.comparison import equal
from engine.feel.library.spelling import spell
from engine.feel.run import Run

Kind: TypeAlias = Literal["decision", "decisionService", "bkm"]
_TOLERANCE = Decimal("1e-8")
_BUDGET = 1_000_000
_MAX_TEXT = 300


@dataclass(frozen=True, slots=True)
class Expected:
    """What one decision has to give. ``fails``: it may also refuse to decide."""

    decision: str
    value: Any
    fails: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One case: ``invoked`` is the service or function that is called; otherwise each decision is asked.

    ``now`` is the time of ``now()`` and ``today()``.
    """

    id: str
    given: Mapping[str, Any]
    expected: tuple[Expected, ...]
    invoked: str = ""
    kind: Kind = "decision"
    now: datetime | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Suite:
    """The cases of one file, and the name of the model (a file beside it) or decision that they test."""

    file: str
    model: str
    cases: tuple[Case, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one expectation was met. ``actual`` is a text; ``error`` says why there is no value."""

    case: str
    decision: str
    passed: bool
    expected: str
    actual: str
    error: str = ""
    line: int = 0


def judge(case: Case, find: Mapping[str, Decision]) -> Iterator[Verdict]:
    """Ask what the case asks. Never raises for what models or cases contain."""
    for wanted in case.expected:
        name = case.invoked or wanted.decision
        decision = find.get(name)
        if decision is None:
            yield _verdict(case, wanted, False, "", f"there is no decision `{name}`")
            continue
        try:
            value = decision.evaluate(case.given, now=case.now).value
        except (DecisionError, FeelError) as error:
            yield _verdict(case, wanted, wanted.fails or wanted.value is None, "", str(error))
            continue
        if case.invoked and isinstance(value, dict) and wanted.decision in value:
            value = value[wanted.decision] if not same(value, wanted.value) else value
        passed = same(value, wanted.value) or (wanted.fails and value is None)
        yield _verdict(case, wanted, passed, shown(value))


def _verdict(case: Case, wanted: Expected, passed: bool, actual: str, error: str = "") -> Verdict:
    expected = "failure or null" if wanted.fails and wanted.value is None else shown(wanted.value)
    return Verdict(case.id, wanted.decision, passed, expected, actual, error, case.line)


def shown(value: Any) -> str:
    """A value as FEEL writes it, cut when it is long; texts in quotes."""
    try:
        text = f'"{value}"' if isinstance(value, str) else spell(Run(_BUDGET, None), value)
    except FeelError:
        return "…"
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"


def same(actual: Any, expected: Any) -> bool:
    """Equal as FEEL, kinds included; numbers up to eight digits, which is what cases write down."""
    match actual, expected:
        case (int() | Decimal(), int() | Decimal()) if not isinstance(actual, bool):
            size, difference = abs(Decimal(expected)), abs(Decimal(actual) - Decimal(expected))
            return not isinstance(expected, bool) and difference <= _TOLERANCE * max(Decimal(1), size)
        case list(), list():
            return len(actual) == len(expected) and all(map(same, actual, expected))
        case dict(), dict():
            return actual.keys() == expected.keys() and all(same(actual[k], expected[k]) for k in actual)
        case (date() | time() | datetime() | timedelta(), _):
            return type(actual) is type(expected) and bool(actual == expected)
        case _:
            return equal(actual, expected, Run(_BUDGET, None)) is True
