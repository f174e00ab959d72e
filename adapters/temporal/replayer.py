"""Re-executes an order's history against the code as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from adapters.temporal.converter import DATA_CONVERTER
from application.ports.replay import Verdict
from application.ports.runtime import History


@dataclass(frozen=True, slots=True)
class TemporalReplay:
    """The port ``Replay``, fulfilled by Temporal's replayer. It proves determinism, not integrity: whether
    records were altered is for the hash chain to say."""

    workflows: Sequence[type[Any]]

    def read(self, text: str) -> History:
        """As Replay."""
        try:
            events = WorkflowHistory.from_json("", text).events
            begun = events[0].workflow_execution_started_event_attributes
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise ValueError(f"this is no history as Temporal exports it: {error}") from error
        return History(begun.workflow_id, begun.original_execution_run_id, text)

    async def replay(self, history: History) -> Verdict:
        """As Replay."""
        replayer = Replayer(
            workflows=self.workflows,
            data_converter=DATA_CONVERTER,
            workflow_runner=UnsandboxedWorkflowRunner(),
            debug_mode=True,  # compiling an old definition may take long: that is no divergence
        )
        parsed = WorkflowHistory.from_json(history.order, history.json)
        result = await replayer.replay_workflow(parsed, raise_on_replay_failure=False)
        problem = None if result.replay_failure is None else str(result.replay_failure)
        return Verdict(history.run, len(parsed.events), problem)
