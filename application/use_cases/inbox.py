"""Look at user tasks."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from application.ports.read_model import ReadModel, TaskQuery, TaskRow
from application.ports.vocabulary import Vocabulary
from application.refusals import RefusedError, refused
from application.use_cases.filters import require_known
from application.use_cases.known_orders import digest_of, unknown_order


@dataclass(frozen=True, slots=True)
class Inbox:
    """Changes nothing. A task may be named without its entry: ``R-1001/first_review``."""

    read_model: ReadModel
    vocabulary: Vocabulary

    async def list(self, query: TaskQuery) -> Sequence[TaskRow]:
        """The tasks of a query, overdue ones first."""
        return await asyncio.to_thread(self.read_model.tasks, query)

    async def of(self, groups: Collection[str], number: str | None, limit: int) -> Sequence[TaskRow]:
        """The open tasks of groups (none: of all), of an order and those that it called (None: of all).
        Raises RefusedError for an order, UnknownNameError for a group that there is not."""
        rows = await self.list(TaskQuery(groups=frozenset(groups), number=number, limit=limit))
        if not rows:
            await require_known(self.vocabulary, (("group", group) for group in groups))
            if number is not None:
                await digest_of(self.read_model, number)
        return rows

    async def find(self, name: str) -> TaskRow:
        """The task of that name, or the newest entry of it. Raises RefusedError."""
        row = await asyncio.to_thread(self.read_model.task, name)
        if row is None:
            raise await self._unknown(name)
        return row

    async def _unknown(self, name: str) -> RefusedError:
        """What is wrong with a name that no task has: its order, the rest of it, or everything."""
        number, slash, _ = name.partition("/")
        if await asyncio.to_thread(self.read_model.digest, number) is not None:
            open_ = await self.list(TaskQuery(number=number))
            return refused("task_unknown", task=name, open=[task.id for task in open_])
        if slash:
            return await unknown_order(self.read_model, number)
        return refused("task_malformed", task=name)
