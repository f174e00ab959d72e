"""`make bench`: measures, writes `bench/results/latest.json`, and prints a table.

make bench                        everything
make bench PARTS="throughput"     only some: throughput latency interpreter segments samples …
make bench ORDERS=60 ROUNDS=3     smaller; OPEN=20000 is how many open orders are held
"""

import json
import os
import platform
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import decisions, feel, interpreter, latency, open_orders, samples, segments, throughput
from bench.report import table_of
from bench.surroundings import surroundings

RESULTS = Path(__file__).parent / "results" / "latest.json"
Figures = dict[str, Any]


def main() -> int:
    """Measure the parts that are named, all without names. Returns 2 for an unknown part."""
    wanted = sys.argv[1:] or list(PARTS)
    if unknown := sorted(set(wanted) - PARTS.keys()):
        sys.stderr.write(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}\n")
        return 2
    found: Figures = _kept() | {"measured_at": datetime.now(UTC).isoformat(timespec="seconds")}
    found["machine"] = {"python": platform.python_version(), "cores": os.cpu_count()}
    for name in wanted:
        _say(f"measuring {name} …")
        found[name] = PARTS[name]()
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    _say(table_of(found))
    return 0


def _kept() -> Figures:
    """Parts that are not measured now keep their figures."""
    if not RESULTS.exists():
        return {}
    kept: Figures = json.loads(RESULTS.read_text(encoding="utf-8"))
    return kept


def _number(name: str, usual: int) -> int:
    return int(os.environ.get(name) or usual)


def _throughput() -> Figures:
    rounds, count = _number("ROUNDS", 5), _number("ORDERS", 150)
    with surroundings() as standing:
        return standing.run(lambda here: throughput.measure(here, rounds, count, _say))


def _latency() -> Figures:
    with surroundings() as standing:
        return standing.run(lambda here: latency.measure(here, _number("SECONDS", 60)))


def _open() -> Figures:
    with surroundings() as standing:
        return standing.run(lambda here: open_orders.measure(here, _number("OPEN", 20_000), _say))


def _segments() -> Figures:
    with surroundings() as standing:
        return standing.run(segments.measure)


def _expressions() -> Figures:
    return {**feel.measure(), **decisions.measure()}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


PARTS: Mapping[str, Callable[[], Figures]] = {
    "throughput": _throughput,
    "latency": _latency,
    "interpreter": interpreter.measure,
    "segments": _segments,
    "samples": samples.measure,
    "expressions": _expressions,
    "open": _open,
}


if __name__ == "__main__":
    sys.exit(main())
