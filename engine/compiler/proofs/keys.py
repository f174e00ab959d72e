"""A message that is waited for in many instances has to say which instance it is for."""

from engine.compiler.draft import Draft
from engine.model import Element, Wait


def check_keys(draft: Draft) -> None:
    """Findings for messages inside a multi-instance without a key and without ``correlate``."""
    for element in draft.elements.values():
        if isinstance(element, Wait) and _waits_uncorrelated(element):
            around = _instances_around(draft, element)
            if around is not None and around.multi is not None and around.multi.key is None:
                message = f"`{element.id}` waits for a message in every instance of `{around.id}`"
                cure = f"add a `key` to the multi-instance of `{around.id}`, or `correlate` here"
                draft.report.error("missing-key", message, cure, draft.path(element.id))


def _waits_uncorrelated(wait: Wait) -> bool:
    return any(e.trigger.kind == "message" and e.trigger.correlate is None for e in wait.events)


def _instances_around(draft: Draft, element: Element) -> Element | None:
    if element.multi is not None:
        return element
    for place in draft.around(draft.places[element.id].flow):
        if place.owner is not None and draft.elements[place.owner].multi is not None:
            return draft.elements[place.owner]
    return None
