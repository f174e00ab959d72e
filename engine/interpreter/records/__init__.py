"""Records: what has happened to an order. The only truth, and the only thing that changes state.

Each record is hashed together with the hash before it, so that nothing can be changed, taken out or put in
between without changing every hash behind. The formats belong to ``lang`` 1.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.interpreter.records.children import (
    CancelRequested,
    ChildCalled,
    ChildFinished,
    ChildUndoing,
    MessageSent,
    ProcessReopened,
)
from engine.interpreter.records.elements import (
    DecisionMade,
    ElementActivated,
    ElementCompleted,
    ElementCompleting,
    ElementDetached,
    ElementInterrupted,
    ElementSkipped,
    ElementTerminated,
    FlowPassed,
    Jumped,
    MilestoneReached,
    MilestonesUndone,
    VariablesChanged,
)
from engine.interpreter.records.events import (
    Correlated,
    DeadlineDetermined,
    DeadlinePaused,
    DeadlineResumed,
    DeadlineUndetermined,
    MessageKept,
    MessageReceived,
    MessageTaken,
    TimerCancelled,
    TimerFired,
    TimerSet,
)
from engine.interpreter.records.flows import (
    BranchEnded,
    BranchesTaken,
    ConditionTurned,
    HandlerDequeued,
    HandlerQueued,
    HoldEnded,
    InstanceHeldOff,
    ItemEnded,
    ItemsFollowed,
    ItemsPlanned,
)
from engine.interpreter.records.kinds import Data, Kind
from engine.interpreter.records.process import (
    ClockMoved,
    ProcessCompleted,
    ProcessEnding,
    ProcessStarted,
    StageEntered,
    StimulusAnswered,
)
from engine.interpreter.records.recovery import (
    CompensationLogged,
    CompensationSettled,
    CompensationStarted,
    IncidentRaised,
    IncidentResolved,
)
from engine.interpreter.records.services import (
    ErrorRaised,
    ServiceAttemptFailed,
    ServiceCalled,
    ServiceCompleted,
)
from engine.interpreter.records.user_tasks import (
    UserTaskClaimed,
    UserTaskCompleted,
    UserTaskDelegated,
    UserTaskEscalated,
    UserTaskOpened,
    UserTaskReleased,
    UserTaskReturned,
)

Change = (
    ProcessStarted
    | ElementActivated
    | ElementSkipped
    | ElementCompleting
    | ElementDetached
    | FlowPassed
    | ElementInterrupted
    | ElementCompleted
    | ElementTerminated
    | VariablesChanged
    | BranchesTaken
    | BranchEnded
    | ItemsFollowed
    | ItemEnded
    | ItemsPlanned
    | DecisionMade
    | ServiceCalled
    | ServiceCompleted
    | ServiceAttemptFailed
    | ErrorRaised
    | ChildCalled
    | ChildFinished
    | ChildUndoing
    | MessageSent
    | CancelRequested
    | ProcessReopened
    | UserTaskOpened
    | UserTaskClaimed
    | UserTaskReleased
    | UserTaskDelegated
    | UserTaskReturned
    | UserTaskEscalated
    | UserTaskCompleted
    | TimerSet
    | DeadlineUndetermined
    | DeadlinePaused
    | DeadlineResumed
    | DeadlineDetermined
    | TimerFired
    | TimerCancelled
    | Correlated
    | MessageReceived
    | MessageKept
    | MessageTaken
    | HandlerQueued
    | HandlerDequeued
    | ConditionTurned
    | InstanceHeldOff
    | HoldEnded
    | MilestoneReached
    | MilestonesUndone
    | StageEntered
    | Jumped
    | CompensationLogged
    | CompensationStarted
    | CompensationSettled
    | IncidentRaised
    | IncidentResolved
    | ClockMoved
    | StimulusAnswered
    | ProcessEnding
    | ProcessCompleted
)


@dataclass(frozen=True, slots=True)
class Record:
    """One change with its circumstances. ``time`` is that of the stimulus that caused it.

    ``instance`` is the key of the element instance (0: none), ``actor`` an ``Actor.identity``. ``hash`` is
    the hexadecimal SHA-256 over the hash before and the canonical JSON of all the rest.
    """

    seq: int
    time: datetime
    element: str
    instance: int
    actor: dict[str, Any]
    reason: str | None
    change: Change
    hash: str


__all__ = [
    "BranchEnded",
    "BranchesTaken",
    "CancelRequested",
    "Change",
    "ChildCalled",
    "ChildFinished",
    "ChildUndoing",
    "ClockMoved",
    "CompensationLogged",
    "CompensationSettled",
    "CompensationStarted",
    "ConditionTurned",
    "Correlated",
    "Data",
    "DeadlineDetermined",
    "DeadlinePaused",
    "DeadlineResumed",
    "DeadlineUndetermined",
    "DecisionMade",
    "ElementActivated",
    "ElementCompleted",
    "ElementCompleting",
    "ElementDetached",
    "ElementInterrupted",
    "ElementSkipped",
    "ElementTerminated",
    "ErrorRaised",
    "FlowPassed",
    "HandlerDequeued",
    "HandlerQueued",
    "HoldEnded",
    "IncidentRaised",
    "IncidentResolved",
    "InstanceHeldOff",
    "ItemEnded",
    "ItemsFollowed",
    "ItemsPlanned",
    "Jumped",
    "Kind",
    "MessageKept",
    "MessageReceived",
    "MessageSent",
    "MessageTaken",
    "MilestoneReached",
    "MilestonesUndone",
    "ProcessCompleted",
    "ProcessEnding",
    "ProcessReopened",
    "ProcessStarted",
    "Record",
    "ServiceAttemptFailed",
    "ServiceCalled",
    "ServiceCompleted",
    "StageEntered",
    "StimulusAnswered",
    "TimerCancelled",
    "TimerFired",
    "TimerSet",
    "UserTaskClaimed",
    "UserTaskCompleted",
    "UserTaskDelegated",
    "UserTaskEscalated",
    "UserTaskOpened",
    "UserTaskReleased",
    "UserTaskReturned",
    "VariablesChanged",
]
