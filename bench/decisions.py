"""How fast decision tables are: milliseconds for a decision by a table of 500 rows."""

from bench.rates import rate
from engine.decisions import DecisionTable, InputSource, OutputSource, RuleSource, TableSource, compile_table

ROWS = 500


def table() -> DecisionTable:
    """Hardly two cells are equal, and for the customer asked half of the rows stay in play to the end."""
    rules = tuple(
        RuleSource(
            ("-" if row % 2 else f'"customer {row}"', f"[{row}..{row + 40})", f"> {row / 10}"),
            (f"{row} + amount",),
        )
        for row in range(ROWS)
    )
    source = TableSource(
        "freight",
        "C",
        (InputSource("customer"), InputSource("amount"), InputSource("weight")),
        (OutputSource("cost"),),
        rules,
    )
    compiled = compile_table(source)
    assert isinstance(compiled, DecisionTable)
    return compiled


def measure() -> dict[str, float]:
    """Milliseconds a decision: one that a single row makes, and one that many rows make."""
    freight = table()
    few = {"customer": "customer 7", "amount": 1, "weight": 1}
    many = {"customer": "customer 7", "amount": 450, "weight": 44}
    return {
        "decision_500_rows_few_fire_ms": 1000 / rate(lambda: freight.evaluate(few)),
        "decision_500_rows_many_fire_ms": 1000 / rate(lambda: freight.evaluate(many)),
    }
