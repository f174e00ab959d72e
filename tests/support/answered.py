"""Updates of tests, repeated under their id until their outcome is known: as the product's sender does."""

import asyncio
import time
from typing import Any

from sqlalchemy import Engine
from temporalio.client import WorkflowHandle, WorkflowUpdateFailedError
from temporalio.service import RPCError

from adapters.read_model import SqlReadModel
from adapters.temporal.answers import meaning_of
from application.messages import Wish
from application.ports.runtime import NotRunningError, UnansweredError

DEADLINE = 20.0  # seconds


async def answered(handle: WorkflowHandle[Any, Any], engine: Engine, name: str, wish: Wish) -> dict[str, Any]:
    """The outcome of an update, or the refusal of its validator.

    Its fate may be unknown (a letter comes while the order ends, and the workflow task is repeated): then it
    is sent again. If the order is over by then, its journal knows the outcome.
    """
    end = time.monotonic() + DEADLINE
    while True:
        try:
            outcome: dict[str, Any] = await handle.execute_update(name, wish, id=wish.id)
        except WorkflowUpdateFailedError as error:
            refusal: dict[str, Any] = error.cause.details[0]  # type: ignore[attr-defined]
            return {"refusal": refusal, "by": "validator"}
        except RPCError as error:
            meaning = meaning_of(error)
            if isinstance(meaning, NotRunningError):
                return await _journalled(engine, handle.id, wish, error)
            if not isinstance(meaning, UnansweredError) or time.monotonic() > end:
                raise
            await asyncio.sleep(0.1)
        else:
            return outcome


async def _journalled(engine: Engine, number: str, wish: Wish, error: RPCError) -> dict[str, Any]:
    stored = await asyncio.to_thread(SqlReadModel(engine).stored_outcome, number, wish.id)
    if stored is None:
        raise error
    return dict(stored)
