"""What became of a task that is not open any more."""

import asyncio

from application.ports.read_model import ReadModel
from application.refusals import RefusedError, refused


async def in_full(read_model: ReadModel, error: RefusedError, task: str | None) -> RefusedError:
    """The refusal of a wish about a task, with what the order has forgotten, or does not look at once it has
    ended: who completed it and how, or when it was withdrawn. Any other refusal as it is."""
    code = error.refusal.code
    if task is None or code not in ("task_not_open", "task_reopened", "order_closed"):
        return error
    row = await asyncio.to_thread(read_model.task, task)
    if row is None or row.completed_at is None:
        return error
    by, outcome = row.completed_by, row.outcome
    if code == "task_reopened":
        return refused(code, **error.refusal.details, by=by, outcome=outcome)
    if outcome is not None:
        return refused("task_completed", task=row.id, by=by, outcome=outcome, completed=row.completed_at)
    return (
        error if code == "order_closed" else refused("task_withdrawn", task=row.id, closed=row.completed_at)
    )
