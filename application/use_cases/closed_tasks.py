"""What became of a task that is not open any more."""

import asyncio

from application.ports.read_model import ReadModel
from application.refusals import RefusedError, refused


async def in_full(read_model: ReadModel, error: RefusedError) -> RefusedError:
    """The refusal with what the order has forgotten: who completed the task and how, or when it was
    withdrawn. Any other refusal as it is."""
    if error.refusal.code != "task_not_open":
        return error
    task = str(error.refusal.details["task"])
    row = await asyncio.to_thread(read_model.task, task)
    if row is None or row.completed_at is None:
        return error
    if row.outcome is None:
        return refused("task_withdrawn", task=row.id, closed=row.completed_at)
    by, outcome = row.completed_by, row.outcome
    return refused("task_completed", task=row.id, by=by, outcome=outcome, completed=row.completed_at)
