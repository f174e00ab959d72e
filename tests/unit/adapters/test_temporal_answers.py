"""What Temporal's errors mean for whoever wished something: a no, not there, or nobody knows yet."""

from collections.abc import Mapping
from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from adapters.temporal.answers import outcome_of
from application.messages import REFUSED
from application.ports.runtime import NotRunningError, UnansweredError
from application.refusals import RefusedError


async def failing(error: BaseException) -> Mapping[str, Any]:
    raise error


@pytest.mark.parametrize(
    "status",
    [
        RPCStatusCode.ABORTED,
        RPCStatusCode.FAILED_PRECONDITION,
        RPCStatusCode.UNAVAILABLE,
        RPCStatusCode.RESOURCE_EXHAUSTED,
        RPCStatusCode.DEADLINE_EXCEEDED,
        RPCStatusCode.CANCELLED,
    ],
)
async def test_wish_that_was_lost_or_met_a_limit_may_be_repeated(status: RPCStatusCode) -> None:
    with pytest.raises(UnansweredError):
        await outcome_of(failing(RPCError("no", status, b"")))


async def test_wish_that_was_not_answered_in_time_may_be_repeated() -> None:
    with pytest.raises(UnansweredError):
        await outcome_of(failing(WorkflowUpdateRPCTimeoutOrCancelledError()))


async def test_order_that_is_not_there_is_not_running() -> None:
    with pytest.raises(NotRunningError):
        await outcome_of(failing(RPCError("none", RPCStatusCode.NOT_FOUND, b"")))


async def test_what_no_repetition_cures_stays_what_it_is() -> None:
    with pytest.raises(RPCError):
        await outcome_of(failing(RPCError("who are you", RPCStatusCode.PERMISSION_DENIED, b"")))


async def test_refusal_of_a_validator_is_a_refusal() -> None:
    details: dict[str, Any] = {"code": "task_taken", "details": {}, "texts": None}
    no = ApplicationError("task_taken", details, "0f", type=REFUSED)

    with pytest.raises(RefusedError) as caught:
        await outcome_of(failing(WorkflowUpdateFailedError(no)))

    assert caught.value.refusal.code == "task_taken"
    assert caught.value.head == "0f"


async def test_update_whose_run_has_ended_under_it_may_be_repeated() -> None:
    with pytest.raises(UnansweredError):
        await outcome_of(failing(WorkflowUpdateFailedError(RuntimeError("workflow closed"))))
