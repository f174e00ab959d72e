"""The figures as a table for people, beside what they should be."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

# What the product promises of itself: place of the figure, its bound, and what it is.
_LIMITS: tuple[tuple[str, str, float, str], ...] = (
    ("throughput.ratios.events_to_idiomatic", "≤", 0.25, "history events, to the idiomatic workflow"),
    ("throughput.ratios.server_cpu_to_idiomatic", "≤", 0.35, "server CPU an order, to the idiomatic one"),
    ("throughput.ratios.speed_to_idiomatic", "≥", 2.5, "orders per second, to the idiomatic one"),
    ("throughput.ratios.speed_to_careful", "≥", 1.2, "orders per second, to the careful one"),
    ("throughput.ratios.speed_to_floor", "≥", 0.45, "orders per second, to an order that only waits"),
    ("latency.next_task_visible_p99_ms", "≤", 500, "completion to next task visible, p99, ms"),
    ("interpreter.order_of_40_elements_ms", "≤", 5, "an order of 40 elements, interpreter alone, ms"),
    ("interpreter.lines.1000.longest_activation_ms", "≤", 500, "longest activation at 1,000 lines, ms"),
    ("expressions.feel_guard_per_s", "≥", 300_000, "a guard, per second"),
    ("expressions.feel_sum_of_5_lines_per_s", "≥", 60_000, "a sum over five lines, per second"),
    ("expressions.decision_500_rows_many_fire_ms", "≤", 1, "a decision by 500 rows, ms"),
)
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "≤": lambda figure, bound: figure <= bound,
    "≥": lambda figure, bound: figure >= bound,
}


def table_of(found: Mapping[str, Any]) -> str:
    """Limits first, then every figure."""
    console = Console(width=110, record=True, file=None, quiet=False)
    with console.capture() as captured:
        console.print(_limits(found))
        console.print(_all(found))
    return captured.get()


def _limits(found: Mapping[str, Any]) -> Table:
    table = Table("figure", "measured", "should be", "", title="Promises")
    for place, sign, bound, what in _LIMITS:
        figure = _at(found, place)
        if figure is not None:
            verdict = "ok" if _HOLDS[sign](figure, bound) else "MISSED"
            table.add_row(what, _shown(figure), f"{sign} {bound:,}", verdict)
    return table


def _all(found: Mapping[str, Any]) -> Table:
    table = Table("figure", "measured", title="All figures")
    for name, figure in _leaves(found, ""):
        table.add_row(name, _shown(figure))
    return table


def _at(found: Any, place: str) -> float | None:
    for name in place.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, int | float) else None


def _leaves(found: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{before}{name} ")
        else:
            yield f"{before}{name}", value


def _shown(figure: object) -> str:
    if isinstance(figure, bool) or not isinstance(figure, int | float):
        return str(figure)
    small = isinstance(figure, float) and abs(figure) < 1000
    return f"{figure:,.3g}" if small else f"{figure:,.0f}"
