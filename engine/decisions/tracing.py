"""A run that notes which tables decided, so that a whole graph of decisions can say why.

{"decision": "approval", "value": …,
 "decisions": [{"decision": "risk", "inputs": [{"label": …, "value": …}], "tables": […], "value": …}, …]}

What did not fit its type is null, with what it was beside it (``unfit``).

The decisions stand in the order in which they were made, the asked one last. A decision that is one
table and requires no other has that table's trace as its own (see decisions.trace).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.decisions.trace import shown
from engine.feel.run import Run
from engine.values import Value

MAX_STEPS = 500_000
MAX_TABLES = 20  # a table may be called for each line of an order; the first ones tell enough
MAX_DECISIONS = 200


@dataclass(frozen=True, slots=True)
class Read:
    """A named value as a decision saw it; ``unfit`` is what it was before it became null for its type."""

    name: str
    value: Any
    unfit: Any = None

    def told(self) -> dict[str, Value]:
        """As a trace has it."""
        told: dict[str, Value] = {"value": shown(self.value)}
        return told if self.unfit is None else told | {"unfit": shown(self.unfit)}


class TracedRun(Run):
    """The run of one evaluation with its notes."""

    __slots__ = ("_decisions", "_left_out", "_tables")

    def __init__(self, now: datetime | None) -> None:
        super().__init__(MAX_STEPS, now)
        self._tables: list[Value] = []
        self._left_out = 0
        self._decisions: list[Value] = []

    def table(self, trace: dict[str, Value]) -> None:
        """A table has decided."""
        if len(self._tables) < MAX_TABLES:
            self._tables.append(trace)
        else:
            self._left_out += 1

    def decided(self, made: "Read", inputs: list["Read"]) -> None:
        """A decision was made, by the tables noted since the one before."""
        more: dict[str, Value] = {"moreTables": self._left_out} if self._left_out else {}
        listed: list[Value] = [{"label": read.name, **read.told()} for read in inputs]
        if len(self._decisions) < MAX_DECISIONS:
            head: dict[str, Value] = {"decision": made.name, "inputs": listed, "tables": self._tables}
            self._decisions.append(head | more | made.told())
        self._tables, self._left_out = [], 0

    def trace(self, name: str, value: Any) -> dict[str, Value]:
        """The whole trace; of a lone table its own."""
        match self._decisions:
            case [{"tables": [dict(table)]}] if table["table"] == name:
                return table
            case _:
                return {"decision": name, "decisions": self._decisions, "value": shown(value)}


def note_table(run: Run, trace: dict[str, Value]) -> None:
    """Note it, if the run keeps notes."""
    if isinstance(run, TracedRun):
        run.table(trace)
