"""Workflows whose answer to an update got lost inside Temporal's SDK, and how they go on.

When a query is answered in a workflow task while an update's local activity has just finished, that task ends
at once and the update is answered in the next. If the next has to be repeated, the SDK's core (1.35.0 as
measured) drops the answer while it replays and keeps the command that refers to it: the server refuses this
attempt and every further one. The history up to the first of the two tasks is sound, so the workflow is reset
to there; what its segment has committed it finds in the journal.
"""

from collections.abc import Sequence
from uuid import NAMESPACE_OID, uuid5

import structlog
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest
from temporalio.client import Client

LOST = "ProtocolMessageCommand referenced absent message ID"  # how the server says it
_log = structlog.get_logger(__name__)


async def reset_before_lost_answer(client: Client, number: str) -> bool:
    """Reset an order's workflow to before the update that was never answered; False when there is none.

    Temporal delivers that update, and what came after it, again. Raises RPCError.
    """
    history = await client.get_workflow_handle(number).fetch_history()
    task = _task_of_first_unanswered(history.events)
    if task is None:
        return False
    run = history.run_id
    request = ResetWorkflowExecutionRequest(
        namespace=client.namespace,
        workflow_execution=WorkflowExecution(workflow_id=number, run_id=run),
        reason="the answer to an update was lost in the SDK",
        workflow_task_finish_event_id=task,
        request_id=str(uuid5(NAMESPACE_OID, f"{number}/{run}/{task}")),
        identity=client.service_client.config.identity,
    )
    await client.workflow_service.reset_workflow_execution(request)
    _log.warning("workflow reset to before a lost answer", order=number, to_event=task)
    return True


def _task_of_first_unanswered(events: Sequence[HistoryEvent]) -> int | None:
    """The event that ended the workflow task in which it was accepted."""
    task, waiting = 0, dict[str, int]()
    for event in events:
        match event.event_type:
            case EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED:
                task = event.event_id
            case EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED:
                accepted = event.workflow_execution_update_accepted_event_attributes
                waiting[accepted.protocol_instance_id] = task
            case EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED:
                completed = event.workflow_execution_update_completed_event_attributes
                waiting.pop(completed.meta.update_id, None)
            case _:
                pass
    return min(waiting.values(), default=None)
