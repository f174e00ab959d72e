"""One compiling function for each kind of element that authors write."""

from typing import TypeAlias, assert_never

from engine.compiler import activities, calls, gateways, jumps, user_tasks, waits
from engine.compiler.draft import Draft
from engine.compiler.seat import Seat
from engine.language.authoring import activities as a
from engine.language.authoring import events as e
from engine.language.authoring import gateways as g
from engine.model import Element

Authored: TypeAlias = (
    a.ServiceTask
    | a.UserTask
    | a.BusinessRuleTask
    | a.ScriptTask
    | a.SubProcess
    | a.CallActivity
    | a.SendTask
    | g.ExclusiveGateway
    | g.InclusiveGateway
    | g.ParallelGateway
    | g.EventBasedGateway
    | e.TimerEvent
    | e.MessageEvent
    | e.ConditionEvent
    | e.Milestone
    | e.End
    | e.Goto
    | e.Compensate
)


def compile_element(draft: Draft, authored: Authored, seat: Seat) -> Element:
    """The executable element. What is wrong becomes findings; the element is then only good for proofs."""
    identity = authored.id or f"{seat.flow}/{authored.type}@{seat.index}"
    draft.paths.setdefault(identity, authored.place)
    if authored.stage is not None and authored.stage not in draft.process.stages:
        draft.report.unknown("stage", authored.stage, list(draft.process.stages), (*authored.place, "stage"))
    return _compile(draft, authored, seat, identity)


def _compile(draft: Draft, authored: Authored, seat: Seat, identity: str) -> Element:  # noqa: PLR0911, PLR0912 - a table
    match authored:
        case a.ServiceTask():
            return activities.service_task(draft, authored, seat)
        case a.UserTask():
            return user_tasks.user_task(draft, authored, seat)
        case a.BusinessRuleTask():
            return activities.business_rule_task(draft, authored, seat)
        case a.ScriptTask():
            return activities.script_task(draft, authored, seat)
        case a.SubProcess():
            return activities.sub_process(draft, authored, seat)
        case a.CallActivity():
            return calls.call_activity(draft, authored, seat)
        case a.SendTask():
            return calls.send_task(draft, authored, seat)
        case g.ExclusiveGateway() | g.InclusiveGateway():
            return gateways.choice(draft, authored, seat)
        case g.ParallelGateway():
            return gateways.parallel(draft, authored, seat)
        case g.EventBasedGateway():
            return waits.event_gateway(draft, authored, seat)
        case e.TimerEvent() | e.MessageEvent() | e.ConditionEvent():
            return waits.single(draft, authored, seat)
        case e.Milestone():
            return jumps.milestone(authored)
        case e.End() | e.Goto() | e.Compensate():
            return jumps.jump(draft, authored, identity)
        case _:
            assert_never(authored)
