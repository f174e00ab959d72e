"""Look at one order: its page, its data, its timeline."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from application.left_over import LeftOver, left_over
from application.order_data import OrderData, order_data
from application.ports.definitions import Definitions
from application.ports.read_model import OrderPage, ReadModel
from application.texts import Moment, timeline
from application.texts.labels import Labels
from application.use_cases.known_orders import page_of
from engine.interpreter import Record
from engine.interpreter.records import DecisionMade


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A decision in the life of an order. ``seq`` is its record's; ``trace`` is that of engine.decisions."""

    seq: int
    time: datetime
    element: str
    decision: str
    value: Any
    trace: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Course:
    """What has happened to an order, in words, what its data has become by it, and which messages it kept and
    never took."""

    timeline: Sequence[Moment]
    data: OrderData
    left_over: Sequence[LeftOver]


@dataclass(frozen=True, slots=True)
class OrderPages:
    """Changes nothing."""

    read_model: ReadModel
    definitions: Definitions

    async def page(self, number: str) -> OrderPage:
        """Everything about one order. Raises RefusedError for an unknown number."""
        return await page_of(self.read_model, number)

    async def labels(self, page: OrderPage) -> Labels:
        """The names that the order's definition gives to elements, stages and outcomes."""
        return Labels(await asyncio.to_thread(self.definitions.process, page.digest))

    async def records(self, number: str, after: int = -1) -> Sequence[Record]:
        """The records of an order; only those with a sequence number above ``after``."""
        return await asyncio.to_thread(self.read_model.records, number, after)

    async def decisions(self, number: str) -> Sequence[DecisionTaken]:
        """The decisions of an order, oldest first, each with the trace that says why.

        Raises RefusedError for an unknown number.
        """
        await self.page(number)
        return [
            DecisionTaken(record.seq, record.time, record.element, made.decision, made.value, made.trace)
            for record in await self.records(number)
            if isinstance(made := record.change, DecisionMade) and isinstance(made.trace, Mapping)
        ]

    async def course(self, number: str, language: str, labels: Labels) -> Course:
        """What has happened to an order, told in a language, and what it has led to."""
        records = await self.records(number)
        return Course(list(timeline(records, language, labels)), order_data(records), left_over(records))

    async def refusals(self, number: str) -> Sequence[Mapping[str, Any]]:
        """What people were refused about an order."""
        return await asyncio.to_thread(self.read_model.refusals, number)
