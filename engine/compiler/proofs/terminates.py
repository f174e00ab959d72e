"""What a terminate event ends, and what it cannot: a sub-process has no status, a compensation goes on."""

from engine.compiler.draft import Draft
from engine.model import End, SubProcess


def check_terminates(draft: Draft) -> None:
    """Findings for a status that nobody could see, and for an end out of a compensation."""
    for element in draft.elements.values():
        if isinstance(element, End) and element.terminate:
            _check(draft, element)


def _check(draft: Draft, end: End) -> None:
    for place in draft.around(draft.places[end.id].flow):
        if place.role == "compensation":
            message = "nothing interrupts a compensation, so it cannot end what is around it"
            cure = "write `{type: end}` to end the compensation"
            draft.report.error("terminate-leaves-compensation", message, cure, draft.path(end.id))
            return
        owner = draft.elements.get(place.owner or "")
        if place.role in ("body", "handler") and isinstance(owner, SubProcess):
            if end.status is not None:
                message = f"this ends the sub-process `{owner.id}`; only a process has a status"
                cure = "leave `status` out, or end with an error that the process declares"
                draft.report.error("misplaced-field", message, cure, draft.path(end.id, "status"), key=True)
            return
