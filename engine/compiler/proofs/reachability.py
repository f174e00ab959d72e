"""Every element can be reached."""

from engine.compiler.draft import Draft
from engine.model import Element, End, Flow, Goto, Split, Wait


def check_reachability(draft: Draft) -> None:
    """One finding for each first element that nothing leads to."""
    targets = {e.target for e in draft.elements.values() if isinstance(e, Goto)}
    for flow in draft.flows.values():
        reached = True
        for element in flow.elements:
            if element.id in targets:
                reached = True
            elif not reached:
                _unreachable(draft, element)
                break
            reached = goes_on(draft, element)


def goes_on(draft: Draft, element: Element) -> bool:
    """Whether the flow can go on behind an element."""
    if element.skip_when is not None or any(_flow_ends(draft, h.flow) for h in element.handlers):
        return True
    match element:
        case End() | Goto():
            return False
        case Split():
            return any(_flow_ends(draft, branch.flow) for branch in element.branches) or not _complete(
                element
            )
        case Wait():
            return any(_flow_ends(draft, event.flow) for event in element.events)
        case _:
            return True


def _complete(split: Split) -> bool:
    """Whether a branch is always taken; without a default, that none holds is an incident to be skipped."""
    return split.choice == "parallel" or split.branches[-1].when is None


def _flow_ends(draft: Draft, key: str) -> bool:
    """Whether the last element of a flow can be passed."""
    flow: Flow = draft.flows[key]
    return not flow.elements or goes_on(draft, flow.elements[-1])


def _unreachable(draft: Draft, element: Element) -> None:
    message = f"nothing leads to `{element.id}`"
    cure = "everything before it jumps or ends; move it, remove it, or make it the target of a goto"
    draft.report.error("unreachable-element", message, cure, draft.path(element.id))
