"""Incidents: what a person can do about them (R26)."""

from functools import partial

from engine.interpreter.clock import Firing, fire_handler
from engine.interpreter.elements.compensate import cancel_process
from engine.interpreter.elements.user_task import excluded_from, task_id
from engine.interpreter.ending import conclude, handlers_ended, skip
from engine.interpreter.entering import start
from engine.interpreter.four_eyes import NOBODY_LEFT
from engine.interpreter.records import IncidentResolved
from engine.interpreter.seat import Seat, seat_again
from engine.interpreter.state import Instance
from engine.interpreter.stimuli import ResolutionReceived
from engine.interpreter.trouble import Refused, Trouble
from engine.interpreter.turn import Turn
from engine.interpreter.variables import declaring_scope, write
from engine.model import UserTask
from engine.values import Refusal, Value


def resolve(turn: Turn, stimulus: ResolutionReceived) -> dict[str, Value]:
    """Retry, correct and retry, appoint who decides and retry, skip, or cancel the order."""
    instance = turn.state.instances.get(stimulus.instance)
    if instance is None or instance.incident is None:
        known: list[Value] = [i.key for i in turn.state.incidents()]
        raise Refused(Refusal("incident_unknown", {"instance": stimulus.instance, "open": known}))
    phase, failed = str(instance.incident["phase"]), instance.incident["result"]
    _check_variables(turn, instance, stimulus)
    if stimulus.action == "appoint":
        _check_appointed(turn, instance, stimulus.person)
    elif stimulus.action == "skip" and instance.incident["code"] == NOBODY_LEFT:
        raise Refused(Refusal("four_eyes_skipped", {"number": turn.state.number, "instance": instance.key}))
    turn.emit(IncidentResolved(stimulus.action), instance.key)
    for name, value in stimulus.variables.items():
        write(turn, tuple(name.split(".")), value, instance.key)
    match stimulus.action:
        case "retry" | "correct":
            _retry(turn, instance, phase, failed, corrected=stimulus.action == "correct")
        case "appoint":
            turn.later(partial(start, turn, seat_again(turn, instance, stimulus.person)))
        case "skip" if phase in ("handling", "waiting"):
            handlers_ended(turn, instance)  # what could not be evaluated is let go; its host goes on
        case "skip":
            skip(turn, instance)
        case "cancel":
            cancel_process(turn)
    return {"status": "done", "action": stimulus.action}


def _check_variables(turn: Turn, instance: Instance, stimulus: ResolutionReceived) -> None:
    for name in stimulus.variables:
        try:
            declaring_scope(turn, name.split(".")[0], instance.key)
        except Trouble as trouble:
            raise Refused(Refusal("variable_unknown", {"variable": name})) from trouble


def _check_appointed(turn: Turn, instance: Instance, person: str | None) -> None:
    """Somebody can be named where four eyes left nobody, but nobody whom they exclude."""
    element = turn.element(instance)
    assert instance.incident is not None
    if instance.incident["code"] != NOBODY_LEFT or not isinstance(element, UserTask):
        details: dict[str, Value] = {"instance": instance.key, "code": instance.incident["code"]}
        raise Refused(Refusal("incident_not_for_appointing", details))
    if not person:
        raise Refused(Refusal("appointed_nobody", {"instance": instance.key}))
    seat = seat_again(turn, instance)
    if person in _excluded(turn, element, seat):
        task = task_id(turn.state, seat, instance.entry)
        raise Refused(Refusal("task_excluded", {"task": task, "person": person}))


def _excluded(turn: Turn, element: UserTask, seat: Seat) -> list[str]:
    try:
        return excluded_from(turn, element, seat)
    except Trouble:
        return []  # the incident that comes of it says so


def _retry(turn: Turn, instance: Instance, phase: str, failed: Value, *, corrected: bool) -> None:
    match phase:
        case "activating":
            turn.later(partial(start, turn, seat_again(turn, instance)))
        case "working":
            turn.behaviour(instance).again(turn, instance, failed, corrected=corrected)
        case "completing":
            conclude(turn, instance, failed)
        case "handling":
            assert isinstance(failed, dict)
            fire_handler(turn, instance, Firing(**failed))  # type: ignore[arg-type]
            handlers_ended(turn, instance)
        case "waiting":
            handlers_ended(turn, instance)  # conditions are looked at again at the end of this turn
        case _:
            raise AssertionError(phase)
