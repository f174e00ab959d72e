"""`make golden`: record the scenarios that have no history yet; ALL=yes records every one again.

From the first release on a history is never recorded again to make a test pass: it stands for orders that are
under way somewhere.
"""

import logging
import sys
from collections.abc import Sequence

import structlog

from stack.leaving import leave
from tests.replay import golden
from tests.replay.coverage import been, gaps, ways
from tests.replay.definitions_today import today
from tests.replay.recording import NotAsScriptedError, record
from tests.replay.scenarios import names


def main(arguments: Sequence[str]) -> int:
    """Record what is missing, what is named, or (`--all`) everything; forget what is no scenario any more."""
    known = names()
    named = {argument for argument in arguments if not argument.startswith("--")}
    if unknown := sorted(named - known):
        sys.stderr.write(f"no scenarios {', '.join(unknown)}; there are {', '.join(sorted(known))}\n")
        return 2
    wanted = known if "--all" in arguments else named or known - golden.kept()
    for scenario in golden.kept() - known:
        golden.path_of(scenario).unlink()
    found = golden.bundles()
    # What services say on the way concerns nobody here.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        for kept, bundles in record(wanted) if wanted else ():
            golden.write(kept)
            found |= {order.digest: bundles[order.digest] for order in kept.orders}
            _tell(kept)
    except NotAsScriptedError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    finally:
        golden.write_bundles(found, used())
    total = sum(path.stat().st_size for path in golden.HISTORIES.iterdir())
    sys.stdout.write(f"{len(golden.kept())} scenarios, {total / 1000:.0f} kB\n")
    _tell_coverage()
    return 0


def used() -> set[str]:
    """The digests that kept histories need."""
    return {order.digest for scenario in golden.kept() for order in golden.read(scenario).orders}


def _tell_coverage() -> None:
    histories = been()
    for process in today():
        missing = gaps(process, histories.get(process.digest, set()))
        for what, known, never in (
            ("elements", len(process.elements), missing.elements),
            ("ways", len(ways(process)), missing.ways),
        ):
            sys.stdout.write(f"{process.name}: {known - len(never)} of {known} {what}")
            sys.stdout.write(f"; never {', '.join(never)}\n" if never else "\n")


def _tell(kept: golden.Golden) -> None:
    runs = [run for order in kept.orders for run in order.runs]
    events = sum(len(run.history["events"]) for run in runs)
    size = golden.path_of(kept.scenario).stat().st_size
    sys.stdout.write(f"{kept.scenario}: {len(kept.orders)} orders, {events} events, {size / 1000:.1f} kB\n")
    sys.stdout.flush()


if __name__ == "__main__":
    leave(main(sys.argv[1:]))
