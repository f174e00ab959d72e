"""Flows: lists of elements, the closed union of all of them."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, Tag
from typing_extensions import TypeAliasType

from engine.language.authoring import activities, events, gateways, handlers, markers
from engine.language.authoring.base import by_shape, by_type


def _short_form(value: dict[str, Any]) -> str | None:
    return "goto" if "goto" in value else None


# Aliases with names of their own: pydantic would write an unnamed union out at each place, ever deeper.
Element = TypeAliasType(
    "Element",
    Annotated[
        Annotated[activities.ServiceTask, Tag("<serviceTask>")]
        | Annotated[activities.UserTask, Tag("<userTask>")]
        | Annotated[activities.BusinessRuleTask, Tag("<businessRuleTask>")]
        | Annotated[activities.ScriptTask, Tag("<scriptTask>")]
        | Annotated[activities.SubProcess, Tag("<subProcess>")]
        | Annotated[activities.CallActivity, Tag("<callActivity>")]
        | Annotated[activities.SendTask, Tag("<sendTask>")]
        | Annotated[gateways.ExclusiveGateway, Tag("<exclusiveGateway>")]
        | Annotated[gateways.InclusiveGateway, Tag("<inclusiveGateway>")]
        | Annotated[gateways.ParallelGateway, Tag("<parallelGateway>")]
        | Annotated[gateways.EventBasedGateway, Tag("<eventBasedGateway>")]
        | Annotated[events.TimerEvent, Tag("<timer>")]
        | Annotated[events.MessageEvent, Tag("<message>")]
        | Annotated[events.MessageEvent, Tag("<receiveTask>")]
        | Annotated[events.ConditionEvent, Tag("<wait>")]
        | Annotated[events.Milestone, Tag("<milestone>")]
        | Annotated[events.End, Tag("<end>")]
        | Annotated[events.Goto, Tag("<goto>")]
        | Annotated[events.Compensate, Tag("<compensate>")],
        by_type(_short_form),
    ],
)

Flow = TypeAliasType(
    "Flow",
    Annotated[
        Annotated[list[Element], Tag("<list>")] | Annotated[str, Tag("<text>")],
        by_shape,
        Field(description="A list of elements, or the name of a flow from `flows`"),
    ],
)

# These modules name elements and flows, which are made of what stands in them. Pydantic looks the names up in
# the module of a class when it first reads something; building each class here would take far longer.
for _module in (markers, handlers, activities, gateways):
    _module.Flow, _module.Element = Flow, Element  # type: ignore[attr-defined]

# What can stand behind `type:`, in the order of the union above.
ELEMENTS: dict[str, type[BaseModel]] = {
    "serviceTask": activities.ServiceTask,
    "userTask": activities.UserTask,
    "businessRuleTask": activities.BusinessRuleTask,
    "scriptTask": activities.ScriptTask,
    "subProcess": activities.SubProcess,
    "callActivity": activities.CallActivity,
    "sendTask": activities.SendTask,
    "exclusiveGateway": gateways.ExclusiveGateway,
    "inclusiveGateway": gateways.InclusiveGateway,
    "parallelGateway": gateways.ParallelGateway,
    "eventBasedGateway": gateways.EventBasedGateway,
    "timer": events.TimerEvent,
    "message": events.MessageEvent,
    "receiveTask": events.MessageEvent,
    "wait": events.ConditionEvent,
    "milestone": events.Milestone,
    "end": events.End,
    "goto": events.Goto,
    "compensate": events.Compensate,
}
