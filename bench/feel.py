"""How fast expressions are: evaluations per second of expressions that were compiled once."""

from decimal import Decimal
from typing import Any

from bench.rates import rate
from engine.feel import compile_expression

GUARD = 'order.total > 100 and order.kind = "retail"'
SUM = "sum(for l in order.lines return l.quantity * l.price)"


def order(lines: int) -> dict[str, Any]:
    """An order with that many lines, as a process holds it."""
    rows = [
        {"sku": f"SKU-{number}", "quantity": number % 7 + 1, "price": Decimal("19.99")}
        for number in range(lines)
    ]
    return {"total": Decimal("1200.50"), "kind": "retail", "lines": rows}


def measure() -> dict[str, float]:
    """Evaluations per second by name; ``beside_200_lines``: the scope holds an order of 200 lines."""
    guard, total = compile_expression(GUARD), compile_expression(SUM)
    small, large = {"order": order(5)}, {"order": order(200)}
    return {
        "feel_guard_per_s": rate(lambda: guard.evaluate(small)),
        "feel_guard_beside_200_lines_per_s": rate(lambda: guard.evaluate(large)),
        "feel_sum_of_5_lines_per_s": rate(lambda: total.evaluate(small)),
        "feel_sum_of_200_lines_per_s": rate(lambda: total.evaluate(large)),
        "feel_compile_guard_per_s": rate(lambda: compile_expression(GUARD)),
    }
