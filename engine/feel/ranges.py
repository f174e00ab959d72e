"""Ranges: intervals with two ends, and unary tests such as ``(< 5)`` with one (DMN 1.5, 10.3.2.7)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """``operator`` is set for a unary test and tells it from an interval with a null end."""

    first: Any
    first_included: bool
    last: Any
    last_included: bool
    operator: str | None = None

    @staticmethod
    def unary(operator: str, endpoint: Any) -> "Range":
        """The range of ``< endpoint`` and the like; ``!=`` keeps its endpoint in ``first``."""
        match operator:
            case "<" | "<=":
                return Range(None, False, endpoint, operator == "<=", operator)
            case ">" | ">=":
                return Range(endpoint, operator == ">=", None, False, operator)
            case _:
                included = operator == "="
                return Range(endpoint, included, endpoint, included, operator)

    def parts(self) -> tuple[Any, bool, Any, bool, str | None]:
        """What two equal ranges have in common."""
        return (self.first, self.first_included, self.last, self.last_included, self.operator)
