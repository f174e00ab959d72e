"""Which kinds the operators take, and what they give (DMN 1.5, 10.3.2.11)."""

from engine.feel.checking.kinds import DATE, DURATION, MOMENT, MONTHS, NUMBER, STRING, TIME, may_be
from engine.feel.types import ANY, FeelType

_N, _S, _D, _T, _DT = "number", "string", "date", "time", "date and time"
_DD, _YM = "days and time duration", "years and months duration"
ARITHMETIC: dict[str, dict[tuple[str, str], FeelType]] = {
    "+": {
        (_N, _N): NUMBER, (_S, _S): STRING, (_DD, _DD): DURATION, (_YM, _YM): MONTHS,
        (_D, _DD): DATE, (_DD, _D): DATE, (_D, _YM): DATE, (_YM, _D): DATE,
        (_DT, _DD): MOMENT, (_DD, _DT): MOMENT, (_DT, _YM): MOMENT, (_YM, _DT): MOMENT,
        (_T, _DD): TIME, (_DD, _T): TIME,
    },
    "-": {
        (_N, _N): NUMBER, (_DD, _DD): DURATION, (_YM, _YM): MONTHS, (_D, _DD): DATE, (_D, _YM): DATE,
        (_DT, _DD): MOMENT, (_DT, _YM): MOMENT, (_T, _DD): TIME, (_D, _D): DURATION, (_DT, _DT): DURATION,
        (_D, _DT): DURATION, (_DT, _D): DURATION, (_T, _T): DURATION,
    },
    "*": {
        (_N, _N): NUMBER, (_DD, _N): DURATION, (_N, _DD): DURATION, (_YM, _N): MONTHS, (_N, _YM): MONTHS,
    },
    "/": {(_N, _N): NUMBER, (_DD, _N): DURATION, (_YM, _N): MONTHS, (_DD, _DD): NUMBER, (_YM, _YM): NUMBER},
    "**": {(_N, _N): NUMBER},
}  # fmt: skip
NEGATED = frozenset({_N, _DD, _YM})


def arithmetic_type(operator: str, left: FeelType, right: FeelType) -> FeelType | None:
    """The type of the result; None when there is surely none."""
    results = {
        result
        for (first, second), result in ARITHMETIC[operator].items()
        if may_be(left, frozenset({first})) and may_be(right, frozenset({second}))
    }
    if not results:
        return None
    return results.pop() if len(results) == 1 else ANY


def arithmetic_cure(operator: str, left: FeelType, right: FeelType) -> str:
    """What was probably meant."""
    kinds = {left.name, right.name}
    if "list" in kinds:
        return "take one element with […], or calculate with each: for x in … return …"
    if operator == "+" and kinds == {"string", "number"}:
        return "write string(…) around the number, or number(…) around the text"
    if "number" in kinds and kinds & {"date", "date and time", "time"}:
        return 'write a duration, such as @"P1D"'
    return "convert one of them, or correct the name"
