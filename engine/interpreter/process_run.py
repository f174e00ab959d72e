"""The process instance itself: the outermost container."""

from functools import partial

from engine.interpreter.armed import arm, prepare
from engine.interpreter.behaviour import Behaviour
from engine.interpreter.commands import CompleteProcess
from engine.interpreter.ending import complete, conclude, terminate_children
from engine.interpreter.entering import enter, fail
from engine.interpreter.letters import tell_end
from engine.interpreter.records import ProcessCompleted, ProcessEnding, ProcessStarted, VariablesChanged
from engine.interpreter.state import ROOT, Instance
from engine.interpreter.stimuli import Started
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.values import Value


def begin(turn: Turn, stimulus: Started) -> None:
    """Start the process instance: inputs, variables, handlers, then the first element."""
    process = turn.process
    turn.emit(
        ProcessStarted(
            stimulus.number,
            process.name,
            process.version,
            process.digest,
            process.lang,
            stimulus.clock,
            stimulus.input | {declared.name: None for declared in process.variables},
            stimulus.parent,
        )
    )
    _go(turn)


def _go(turn: Turn) -> None:
    try:
        for declared in turn.process.variables:
            value = turn.value(declared.initial, ROOT)
            turn.emit(VariablesChanged(ROOT, [[[declared.name], "set", value]]))
        arming = prepare(turn, turn.process.handlers, ROOT, {})
    except Trouble as trouble:
        fail(turn, ROOT, trouble, "working")
        return
    arm(turn, ROOT, arming)
    turn.later(partial(enter, turn, ROOT, "main", 0))


class ProcessRun(Behaviour):
    """The process as a container of its flow."""

    def flow_ended(self, turn: Turn, instance: Instance, flow: str, *, ended: bool) -> None:  # noqa: ARG002
        """The flow is done: the process ends, unless handlers still run."""
        complete(turn, instance.key, None)

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:  # noqa: ARG002
        """Begin once more."""
        _go(turn)

    def finished(self, turn: Turn, instance: Instance, collected: Value, *, ended: bool) -> None:  # noqa: ARG002
        """The process instance is over."""
        status = turn.state.ending or "completed"
        output = collected if isinstance(collected, dict) else {}
        turn.emit(ProcessCompleted(status, output))
        turn.commands.append(CompleteProcess(status, output))
        tell_end(turn, status, output)


def end_process(turn: Turn, status: str) -> None:
    """End the process instance at once with a status. It gives back what it has come to so far."""
    turn.emit(ProcessEnding(status))
    terminate_children(turn, ROOT)
    conclude(turn, turn.state.instances[ROOT], None)
