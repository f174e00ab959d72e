"""``apply``: the only thing that changes state. One applier per kind of record, in one literal table."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.interpreter import records as r
from engine.interpreter.appliers import (
    children,
    events,
    flows,
    lives,
    process,
    recovery,
    services,
    user_tasks,
)
from engine.interpreter.records import Record
from engine.interpreter.state import State


def apply(state: State, record: Record) -> None:
    """Change ``state`` as the record says. Raises IllegalTransitionError on an engine bug.

    Values are replaced, never changed in place: records and state share them.
    """
    _APPLIERS[type(record.change)](state, record, record.change)
    state.seq = record.seq
    state.time = record.time
    state.hash = record.hash


def _nothing(state: State, record: Record, change: object) -> None:
    """Records that only tell."""


_APPLIERS: Mapping[type[Any], Callable[[State, Record, Any], None]] = {
    r.ProcessStarted: process.started,
    r.StageEntered: process.stage_entered,
    r.StimulusAnswered: process.stimulus_answered,
    r.ClockMoved: _nothing,
    r.ProcessEnding: process.ending,
    r.ProcessCompleted: process.completed,
    r.ElementActivated: lives.activated,
    r.ElementSkipped: lives.skipped,
    r.ElementCompleting: lives.completing,
    r.ElementDetached: lives.detached,
    r.FlowPassed: lives.flow_passed,
    r.ElementInterrupted: lives.interrupted,
    r.ElementCompleted: lives.completed,
    r.ElementTerminated: lives.terminated,
    r.VariablesChanged: lives.variables_changed,
    r.MilestoneReached: lives.milestone_reached,
    r.MilestonesUndone: lives.milestones_undone,
    r.DecisionMade: _nothing,
    r.Jumped: lives.jumped,
    r.BranchesTaken: flows.branches_taken,
    r.BranchEnded: flows.branch_ended,
    r.ItemsPlanned: flows.items_planned,
    r.ItemsFollowed: flows.items_followed,
    r.ItemEnded: flows.item_ended,
    r.HandlerQueued: flows.handler_queued,
    r.HandlerDequeued: flows.handler_dequeued,
    r.ConditionTurned: flows.condition_turned,
    r.InstanceHeldOff: flows.held_off,
    r.HoldEnded: flows.hold_ended,
    r.ServiceCalled: services.called,
    r.ServiceCompleted: services.completed,
    r.ServiceAttemptFailed: services.attempt_failed,
    r.ErrorRaised: _nothing,
    r.ChildCalled: children.called,
    r.ChildUndoing: children.undoing,
    r.ChildFinished: children.finished,
    r.MessageSent: _nothing,
    r.CancelRequested: children.cancel_requested,
    r.ProcessReopened: children.reopened,
    r.UserTaskOpened: user_tasks.opened,
    r.UserTaskClaimed: user_tasks.claimed,
    r.UserTaskReleased: user_tasks.released,
    r.UserTaskDelegated: user_tasks.delegated,
    r.UserTaskReturned: user_tasks.returned,
    r.UserTaskEscalated: user_tasks.escalated,
    r.UserTaskCompleted: user_tasks.completed,
    r.TimerSet: events.timer_set,
    r.DeadlineUndetermined: events.deadline_undetermined,
    r.DeadlineDetermined: user_tasks.deadline_determined,
    r.DeadlinePaused: user_tasks.deadline_paused,
    r.DeadlineResumed: user_tasks.deadline_determined,
    r.TimerFired: events.timer_fired,
    r.TimerCancelled: events.timer_cancelled,
    r.Correlated: events.correlated,
    r.MessageReceived: events.message_received,
    r.MessageKept: events.message_kept,
    r.MessageTaken: events.message_taken,
    r.CompensationLogged: recovery.compensation_logged,
    r.CompensationStarted: recovery.compensation_started,
    r.CompensationSettled: recovery.compensation_settled,
    r.IncidentRaised: recovery.incident_raised,
    r.IncidentResolved: recovery.incident_resolved,
}
