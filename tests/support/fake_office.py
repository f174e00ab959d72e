"""Ports in memory, for tests of use cases that are about what happens when answers get lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from application.messages import Head, MoveClock, StartOrder, Wish
from application.people import Person
from application.ports.read_model import IncidentRow
from application.ports.runtime import History, Shown
from engine.interpreter import GENESIS

CLERK = Person("lin.mei", "林梅", "zh", frozenset({"order-clerks"}), "cli:tester")


@dataclass
class FakeRuntime:
    """Answers each try in turn with what the test says; keeps what was started and wished."""

    tries: list[Any] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    started: dict[str, StartOrder] = field(default_factory=dict)
    reconciled: int = 0

    async def start(self, order: StartOrder, shown: Shown, *, again: bool = False) -> bool:
        new = order.number not in self.started
        self.started.setdefault(order.number, order)
        return new

    async def wish(self, number: str, name: str, wish: Wish, patience: timedelta) -> Mapping[str, Any]:
        self.wishes.append(wish)
        answer = self.tries.pop(0) if len(self.tries) > 1 else self.tries[0]
        if isinstance(answer, Exception):
            raise answer
        return dict(answer)

    async def tell(self, number: str, stimulus: Mapping[str, Any]) -> None:
        raise NotImplementedError

    async def move_clock(self, number: str, move: MoveClock) -> None:
        raise NotImplementedError

    async def head(self, number: str) -> Head:
        raise NotImplementedError

    async def reconcile(self, number: str) -> None:
        self.reconciled += 1

    async def histories(self, number: str) -> Sequence[History]:
        raise NotImplementedError


@dataclass
class FakeJournal:
    """Stored outcomes by id, and rows of tasks; as a read model it knows nothing else."""

    outcomes: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)

    def stored_outcome(self, number: str, stimulus: str) -> Mapping[str, Any] | None:
        return self.outcomes.get(stimulus)

    def digest(self, number: str) -> None:
        return None

    def head(self, number: str) -> str:
        return GENESIS

    def order(self, number: str) -> None:
        return None

    def task(self, task: str) -> Any:
        return self.rows.get(task)

    def incidents(self, number: str | None, *, resolved: bool) -> Sequence[IncidentRow]:
        return []

    def numbers_like(self, number: str) -> Sequence[str]:
        return ["R-1001"]


@dataclass
class FakeRefusalLog:
    """Keeps what is written."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def write(
        self, number: str, at: datetime, actor: Mapping[str, Any], action: str, code: str, text: str
    ) -> None:
        row = {"number": number, "actor": actor, "action": action, "code": code, "text": text}
        self.rows.append(row)
