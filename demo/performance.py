"""All samples at once, each to its end."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from application.ports.runtime import UnreachableError
from application.use_cases.grant import NotRecordedError
from demo.acting import ScriptError
from demo.desk import Desk
from demo.player import Player
from demo.quiet import NeverQuietError
from demo.samples import Sample
from demo.story import Story, differences, story_of

AT_ONCE = 8  # orders: while one waits for its worker, others keep it busy


@dataclass(frozen=True, slots=True)
class Performance:
    """How a sample went. `story` is None when it did not come to its end; `problems` is empty when it went
    as its script says. `events` counts Temporal's history events."""

    sample: Sample
    story: Story | None
    problems: list[str]
    events: int = 0


async def perform(desk: Desk, samples: Sequence[Sample]) -> AsyncIterator[Performance]:
    """Play all samples, some at a time; each comes as soon as it is over. Long ones come last, each alone:
    they keep the worker so busy that people of other orders would lose their patience."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def in_turn(sample: Sample) -> Performance:
        async with slots:
            return await play(desk, sample)

    short = sorted((sample for sample in samples if not sample.script.long), key=_work, reverse=True)
    for done in asyncio.as_completed([in_turn(sample) for sample in short]):
        yield await done
    for sample in samples:
        if sample.script.long:
            yield await play(desk, sample)


def _work(sample: Sample) -> tuple[bool, int]:
    """About how much there is to do: what takes longest begins first, so that nobody waits for it alone."""
    return sample.order.kind == "manufacturing", sum(map(len, sample.script.do.values()))


async def play(desk: Desk, sample: Sample) -> Performance:
    """Play one sample and compare what came of it with its script."""
    try:
        watched = await Player(desk).play(sample)
    except (ScriptError, NeverQuietError, NotRecordedError, UnreachableError) as error:
        return Performance(sample, None, [str(error)])
    number = watched.number
    books = await asyncio.to_thread(desk.books.of, number)
    story = story_of(watched.state, watched.records, books)
    assert sample.script.expect is not None
    return Performance(sample, story, differences(story, sample.script.expect), await _events(desk, number))


async def _events(desk: Desk, number: str) -> int:
    histories = await desk.runtime.histories(number)
    return sum(len(json.loads(history.json)["events"]) for history in histories)
