"""`make demo`: every sample order on a throwaway stack, one line an order."""

import asyncio
import sys
import time
from collections.abc import Sequence

from temporalio.envconfig import ClientConnectConfig

from backoffice.books import SqlBooks
from database import create_engine
from demo.desk import Desk
from demo.performance import Performance, perform
from demo.report import line_of, summary_of
from demo.samples import BrokenSampleError, Sample, read_samples
from stack.addresses import Addresses
from stack.embedded import PartFailed, Stack, embedded_stack
from stack.leaving import leave
from stack.office import open_office
from stack.sample_data import BrokenMasterDataError, load_sample_master_data
from stack.settings import BadSettings, Settings


class UnknownSampleError(Exception):
    """Samples were named that are not there."""


_PROBLEMS = (BadSettings, BrokenMasterDataError, BrokenSampleError, PartFailed, UnknownSampleError)
"""What a person can do something about; each message says what."""


def main() -> int:
    """Play all samples, or those that are named. Returns 0 when every order ended as its script says."""
    try:
        settings = Settings.load()
        samples = _chosen(read_samples(settings.definitions / "samples"), sys.argv[1:])
        _say(f"Starting a throwaway stack for {len(samples)} orders …")
        with embedded_stack(durable=False) as stack:
            return _play(settings, stack, samples)
    except KeyboardInterrupt:
        return 130
    except _PROBLEMS as problem:
        sys.stderr.write(f"{problem}\n")
        return 2


def _chosen(samples: Sequence[Sample], names: Sequence[str]) -> Sequence[Sample]:
    known = {sample.script.script: sample for sample in samples}
    if unknown := sorted(set(names) - known.keys()):
        raise UnknownSampleError(f"no samples {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[name] for name in names] or [one for one in samples if not one.script.long]


def _play(settings: Settings, stack: Stack, samples: Sequence[Sample]) -> int:
    addresses = Addresses(
        ClientConnectConfig(target_host=stack.temporal_address, namespace="default"), stack.database_url
    )
    engine = create_engine(stack.database_url)
    try:
        load_sample_master_data(engine, settings.definitions / "samples")
        with open_office(settings, addresses, by="demo") as office:
            begun = time.monotonic()
            played = asyncio.run(_tell(Desk(office, SqlBooks(engine)), samples))
            _say(summary_of(played, time.monotonic() - begun))
    finally:
        engine.dispose()
    return 1 if any(performance.problems for performance in played) else 0


async def _tell(desk: Desk, samples: Sequence[Sample]) -> list[Performance]:
    played = []
    async for performance in perform(desk, samples):
        _say(line_of(performance))
        played.append(performance)
    return played


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    leave(main())
