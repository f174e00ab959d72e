"""The scheduled sweep: finds orders whose workflow is behind their journal, or stuck, and sees to them."""

from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy

from application.messages import SWEEP

_TIMEOUT = timedelta(minutes=5)
_HEARTBEAT = timedelta(seconds=10)  # a worker that died in a round must not hold up the next ones


@workflow.defn(name="Sweep")
class SweepWorkflow:
    """One round; a schedule starts it every minute and never two at once."""

    @workflow.run
    async def run(self) -> dict[str, Any]:
        """Sweep once. Returns what was found, by kind."""
        found: dict[str, Any] = await workflow.execute_activity(
            SWEEP,
            result_type=dict[str, Any],
            start_to_close_timeout=_TIMEOUT,
            heartbeat_timeout=_HEARTBEAT,
            retry_policy=RetryPolicy(maximum_attempts=2),  # then the next round comes in a minute
        )
        return found
