"""What Temporal's answers and errors mean for whoever wished something of an order."""

from collections.abc import Awaitable, Mapping
from typing import Any

from temporalio.client import WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from application.messages import REFUSED
from application.ports.runtime import NotRunningError, UnansweredError
from application.refusals import RefusedError, read_refusal, refused

# Lost, refused by a limit, or not answered in time: the wish may or may not have arrived. FAILED_PRECONDITION
# is how the server says that the workflow task that answered an update has failed and is repeated, as when a
# letter comes while an order ends.
_UNKNOWN_FATE = {
    RPCStatusCode.DEADLINE_EXCEEDED,
    RPCStatusCode.CANCELLED,
    RPCStatusCode.UNAVAILABLE,
    RPCStatusCode.ABORTED,
    RPCStatusCode.FAILED_PRECONDITION,
    RPCStatusCode.RESOURCE_EXHAUSTED,
    RPCStatusCode.INTERNAL,
    RPCStatusCode.UNKNOWN,
}
MALFORMED = "Malformed"


async def outcome_of(update: Awaitable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The outcome of an update. Raises RefusedError, UnansweredError, NotRunningError."""
    try:
        return await update
    except WorkflowUpdateRPCTimeoutOrCancelledError as error:
        raise UnansweredError("no answer in time") from error
    except WorkflowUpdateFailedError as error:
        raise _failure(error) from error
    except RPCError as error:
        raise meaning_of(error) from error


def meaning_of(error: RPCError) -> Exception:
    """An error of the connection in the port's words; what has no meaning there stays as it is."""
    if error.status == RPCStatusCode.NOT_FOUND:
        return NotRunningError(str(error))
    return UnansweredError(str(error)) if error.status in _UNKNOWN_FATE else error


def _failure(error: WorkflowUpdateFailedError) -> Exception:
    """The order's no. A failure that is not ours means that its run has ended under the update."""
    match error.cause:
        case ApplicationError() as no if no.type == REFUSED:
            plain, *head = no.details  # an older worker sends no head
            return RefusedError(read_refusal(plain), head[0] if head else None)
        case ApplicationError() as no if no.type == MALFORMED:
            return refused("malformed", why=no.message)
        case cause:
            return UnansweredError(str(cause))
