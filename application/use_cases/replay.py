"""Replay an order: is the code still faithful to its history, and are its records unaltered?"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.definitions import Definitions
from application.ports.read_model import ReadModel
from application.ports.replay import Replay, Verdict
from application.ports.runtime import History, NotRunningError, Runtime
from application.refusals import refused
from application.texts import Moment, timeline
from application.texts.labels import Labels
from application.use_cases.known_orders import unknown_order
from engine.interpreter import GENESIS, Record, broken_link


@dataclass(frozen=True, slots=True)
class Chain:
    """The hash chain of an order's records. ``broken_at`` is the first record that does not fit (None: all
    do); ``head`` says whether the last hash is the one that the order's row names."""

    records: int
    broken_at: int | None
    head: bool

    @property
    def whole(self) -> bool:
        """Whether nothing was altered, taken out, put in or cut off."""
        return self.broken_at is None and self.head


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay found. ``chain`` is None when this database does not know the order; ``forgotten`` says
    that Temporal does not keep the history any more."""

    number: str
    verdicts: Sequence[Verdict]
    chain: Chain | None
    moments: Sequence[Moment]
    forgotten: bool = False

    @property
    def sound(self) -> bool:
        """Whether everything that could be checked is as it should be."""
        return all(v.problem is None for v in self.verdicts) and (self.chain is None or self.chain.whole)


@dataclass(frozen=True, slots=True)
class ReplayOrder:
    """The use case."""

    runtime: Runtime
    replayer: Replay
    read_model: ReadModel
    definitions: Definitions

    async def by_number(self, number: str, language: str) -> Replayed:
        """Fetch the history and replay it. Raises RefusedError for an unknown order, UnreachableError."""
        try:
            histories = await self.runtime.histories(number)
        except NotRunningError:
            histories = []
        found = await self.of(number, histories, language)
        if found.chain is None and found.forgotten:
            raise await unknown_order(self.read_model, number)
        return found

    async def exported(self, text: str, language: str) -> Replayed:
        """Replay a history that was exported to a file. Raises RefusedError for what is none."""
        history = read_history(self.replayer, text)
        return await self.of(history.order, [history], language)

    async def of(self, number: str, histories: Sequence[History], language: str) -> Replayed:
        """Replay given histories of an order, and check its records if they are at hand."""
        verdicts = [await self.replayer.replay(history) for history in histories]
        page = await asyncio.to_thread(self.read_model.order, number)
        if page is None:
            return Replayed(number, verdicts, None, [], forgotten=not histories)
        records = await asyncio.to_thread(self.read_model.records, number)
        process = await asyncio.to_thread(self.definitions.process, page.digest)
        moments = list(timeline(records, language, Labels(process)))
        return Replayed(number, verdicts, check_chain(records, page.head), moments, forgotten=not histories)


async def replay_alone(replayer: Replay, text: str) -> Replayed:
    """Replay an exported history without a server: nothing is said about records. Raises RefusedError."""
    history = read_history(replayer, text)
    return Replayed(history.order, [await replayer.replay(history)], None, [])


def read_history(replayer: Replay, text: str) -> History:
    """An exported history. Raises RefusedError for what is none."""
    try:
        return replayer.read(text)
    except ValueError as error:
        raise refused("no_history", why=str(error)) from error


def check_chain(records: Sequence[Record], head: str) -> Chain:
    """Verify the hashes of records from the first one on, and that they end at the head."""
    last = records[-1].hash if records else GENESIS
    return Chain(len(records), broken_link(list(records)), last == head)
