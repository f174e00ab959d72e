"""Look at user tasks."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.read_model import ReadModel, TaskQuery, TaskRow
from application.refusals import refused


@dataclass(frozen=True, slots=True)
class Inbox:
    """Changes nothing. A task may be named without its entry: ``R-1001/first_review``."""

    read_model: ReadModel

    async def list(self, query: TaskQuery) -> Sequence[TaskRow]:
        """The tasks of a query, overdue ones first."""
        return await asyncio.to_thread(self.read_model.tasks, query)

    async def find(self, name: str) -> TaskRow:
        """The task of that name, or the newest entry of it. Raises RefusedError."""
        row = await asyncio.to_thread(self.read_model.task, name)
        if row is None:
            number = name.partition("/")[0]
            open_ = await self.list(TaskQuery(number=number))
            raise refused("task_unknown", task=name, open=[task.id for task in open_])
        return row
