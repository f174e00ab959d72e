"""Which part is hurt when, and how: worked out from a seed, so that it can be had again."""

import random
from dataclasses import dataclass
from typing import Literal

Kind = Literal["kill", "freeze", "fill"]

# What may be hurt, and how often beside the others. "disk" is the file system of PostgreSQL's files.
PARTS: dict[str, int] = {"worker": 3, "worker-2": 3, "temporal": 2, "postgres": 2, "erp": 2, "disk": 1}
LONGEST_SECONDS = {"kill": 8.0, "freeze": 12.0, "fill": 6.0}
AWAY_SECONDS = 60.0  # PostgreSQL, once in a run: a minute in which everything has to wait


@dataclass(frozen=True, slots=True)
class Fault:
    """``at``: seconds after the start; the part is well again ``seconds`` later."""

    at: float
    kind: Kind
    part: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.at:6.1f} s  {self.kind:<6} {self.part:<9} for {self.seconds:4.1f} s"


def schedule(seed: int, minutes: float, *, disk: bool) -> list[Fault]:
    """One fault after the other, some of them while the one before still lasts; once PostgreSQL is away for a
    minute."""
    chance = random.Random(seed)  # noqa: S311 - the same seed gives the same faults
    parts = {part: weight for part, weight in PARTS.items() if disk or part != "disk"}
    faults: list[Fault] = []
    end, now = minutes * 60, 5.0
    away = end * chance.uniform(0.3, 0.5)
    while now < end:
        if now >= away and minutes >= 2:
            faults.append(Fault(now, "kill", "postgres", AWAY_SECONDS))
            now, away = now + AWAY_SECONDS + 5, end
            continue
        faults.append(_fault(chance, parts, now))
        now += chance.uniform(2, 12)
    return faults


def _fault(chance: random.Random, parts: dict[str, int], at: float) -> Fault:
    (part,) = chance.choices(list(parts), list(parts.values()))
    kind: Kind = "fill" if part == "disk" else chance.choice(("kill", "freeze"))
    return Fault(round(at, 1), kind, part, round(chance.uniform(0.5, LONGEST_SECONDS[kind]), 1))
