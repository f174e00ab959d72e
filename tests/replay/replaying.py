"""Replays a history, and looks at what Temporal's replayer does not: where the order's own chain stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import (
    ExecuteWorkflowInput,
    Interceptor,
    Replayer,
    UnsandboxedWorkflowRunner,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

from activities.catalogue import catalogue
from adapters.temporal.converter import DATA_CONVERTER
from engine.compiler import compile_definitions
from engine.model import Process
from engine.values import Value, decode
from tests.replay.golden import GoldenOrder, Run, bundles
from tests.support.definitions_for_segments import noting
from workflows import WORKFLOWS
from workflows.order import OrderWorkflow


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an order stands after a replay: by its own workflow, not by the history."""

    head: str
    seq: int
    status: str
    result: Value


@dataclass(slots=True)
class Watching(Interceptor):
    """Keeps where each replayed order stood when its run ended."""

    stands: list[Stand] = field(default_factory=list)

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: A002
    ) -> type[WorkflowInboundInterceptor]:
        """As Interceptor."""
        del input
        stands = self.stands

        class Watch(WorkflowInboundInterceptor):
            async def execute_workflow(self, input: ExecuteWorkflowInput) -> Any:  # noqa: A002
                try:
                    result = await self.next.execute_workflow(input)
                except workflow.ContinueAsNewError:
                    stands.append(stand_of(workflow.instance(), None))
                    raise
                stands.append(stand_of(workflow.instance(), result))
                return result

        return Watch


def stand_of(order: object, result: Value) -> Stand:
    """What the workflow itself knows."""
    assert isinstance(order, OrderWorkflow)
    state = order._state
    return Stand(state.hash, state.seq, state.status, result)


async def replay(
    run: Run, number: str, workflows: Sequence[type[Any]] = WORKFLOWS
) -> tuple[Stand | None, Exception | None]:
    """Where the order stands at the end of a run, and what the replayer says against it."""
    watching = Watching()
    replayer = Replayer(
        workflows=workflows,
        data_converter=DATA_CONVERTER,
        workflow_runner=UnsandboxedWorkflowRunner(),
        interceptors=[watching],
    )
    history = WorkflowHistory.from_json(number, run.history)
    outcome = await replayer.replay_workflow(history, raise_on_replay_failure=False)
    return (watching.stands[-1] if watching.stands else None), outcome.replay_failure


async def objections(order: GoldenOrder, workflows: Sequence[type[Any]] = WORKFLOWS) -> list[str]:
    """What is wrong with an order: empty when the code does the same again, in every run, and arrives where
    its journal stood."""
    found = []
    stand: Stand | None = None
    for run in order.runs:
        stand, failure = await replay(run, order.number, workflows)
        if failure is not None:
            found.append(f"{order.number} {run.run}: {failure}")
    expected = (order.head, order.seq, order.status)
    if stand is None or (stand.head, stand.seq, stand.status) != expected:
        found.append(f"{order.number}: the journal stood at {expected}, the replay at {stand}")
    elif stand.result != (told := result_of(order.runs[-1])):
        found.append(f"{order.number}: the history says {told!r}, the replay {stand.result!r}")
    return found


def result_of(run: Run) -> Value:
    """What a workflow returned, by its history; None while it had not."""
    last = run.history["events"][-1]
    done = last.get("workflowExecutionCompletedEventAttributes")
    if done is None:
        return None
    history = WorkflowHistory.from_json("", run.history)
    payload = history.events[-1].workflow_execution_completed_event_attributes.result.payloads[0]
    return decode(payload.data)


@cache
def resolver() -> Callable[[str], Process]:
    """Definitions by digest, compiled from what lies beside the histories when this is called first."""
    services = {**catalogue(), "test.note": noting()}
    signatures = {name: service.signature for name, service in services.items()}
    processes: dict[str, Process] = {}
    compiled: list[Mapping[str, str]] = []
    for files in bundles().values():
        if files not in compiled:
            compiled.append(files)
            library = compile_definitions({path: text.encode() for path, text in files.items()}, signatures)
            processes |= {process.digest: process for process in library.processes.values()}

    def resolve(digest: str) -> Process:
        found = processes.get(digest)
        assert found is not None, (
            f"{digest} is no digest any more: a service that its definition uses has changed its signature. "
            "Orders under way would wait for the old one; before the first release, record again"
        )
        return found

    return resolve
