"""What a run costs: processor seconds of each part of the stack, children included."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

import psutil

from stack.embedded import Stack

PARTS = ("temporal", "postgres", "worker")


@dataclass(frozen=True, slots=True)
class Usage:
    """Processor seconds by part since the parts were started; ``client`` is this process."""

    seconds: Mapping[str, float]

    def since(self, before: "Usage") -> dict[str, float]:
        """What was used between two readings."""
        return {part: used - before.seconds.get(part, 0.0) for part, used in self.seconds.items()}


def usage(stack: Stack) -> Usage:
    """A reading."""
    found = {part: _of_tree(stack.pid(part)) for part in PARTS}
    return Usage(found | {"client": _of(psutil.Process(os.getpid()))})


def resident_bytes(stack: Stack) -> dict[str, int]:
    """Memory by part. PostgreSQL's processes share most of theirs, so it is an upper bound."""
    return {part: sum(p.memory_info().rss for p in _tree(stack.pid(part))) for part in PARTS}


def _of_tree(pid: int) -> float:
    """Living children, and those that have ended and were waited for."""
    total = 0.0
    for process in _tree(pid):
        times = process.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
    return total


def _of(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _tree(pid: int) -> list[psutil.Process]:
    top = psutil.Process(pid)
    return [top, *top.children(recursive=True)]
