"""What authors know from BPMN as an element, and what it is in this language."""

from collections.abc import Mapping

FOREIGN_TYPES: Mapping[str, str] = {
    "multiInstance": (
        "`multiInstance` is a field of an activity: write `type: subProcess` and "
        "`multiInstance: {in: =order.lines, as: line, key: =line.id}`"
    ),
    "loop": "jump back with `goto`, or run an activity once for each entry of a list with `multiInstance`",
    "boundaryEvent": "write `onEvent: [{timer: {in: PT4H}, flow: []}]` at the element that it belongs to",
    "onEvent": "`onEvent` is a field: write it at the element or process whose events it handles",
    "compensation": "`compensation` is a field of the activity that it undoes; `type: compensate` undoes",
    "error": (
        "write `{type: end, error: CODE}` to raise one, and `onEvent: [{error: CODE, flow: []}]` to catch it"
    ),
    "startEvent": "leave it out: a process begins with the first element of its `flow`",
    "endEvent": "write `type: end`, or leave it out: a flow ends with its last element",
    "sequenceFlow": "leave it out: elements follow each other as they are written; `goto` jumps",
    "intermediateCatchEvent": "write `type: timer`, `type: message` or `type: wait`",
    "intermediateThrowEvent": "write `type: sendTask`, `type: milestone` or `type: compensate`",
    "manualTask": "write `type: userTask`",
    "task": "write `type: userTask` for people, or `type: serviceTask` for a service",
}
