"""A cycle has to wait for something, or it would turn on the spot."""

from collections.abc import Iterator

from engine.compiler.draft import Draft
from engine.model import CallActivity, Element, Goto, Handler, ServiceCall, Split, SubProcess, UserTask, Wait

Edges = dict[str, list[str]]


def check_cycles(draft: Draft) -> None:
    """One finding for each goto that closes a cycle in which nothing waits."""
    edges = {element.id: list(_successors(draft, element)) for element in draft.elements.values()}
    for element in draft.elements.values():
        if (
            isinstance(element, Goto)
            and _may_jump(draft, element)
            and _reaches(edges, element.target, element.id)
        ):
            message = f"between `{element.target}` and this goto nothing waits; it could turn for ever"
            cure = "put a user task, a timer, a message or a wait into the cycle"
            draft.report.error("cycle-without-wait", message, cure, draft.path(element.id))


def _may_jump(draft: Draft, goto: Goto) -> bool:
    """Whether the target is in a flow around the goto; other jumps have their own finding."""
    target = draft.places.get(goto.target)
    flows = [place.key for place in draft.around(draft.places[goto.id].flow)]
    return target is not None and target.flow in flows


def _reaches(edges: Edges, start: str, goal: str) -> bool:
    """Whether the goal can be reached from the start without passing an element that waits."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        current = ahead.pop()
        if current == goal:
            return True
        if current not in seen:
            seen.add(current)
            ahead += edges.get(current, [])
    return False


def _successors(draft: Draft, element: Element) -> Iterator[str]:
    """What can be entered directly after an element is, before anything from outside happens."""
    for handler in element.handlers:
        if _comes_at_once(handler):
            yield from _first(draft, handler.flow)
    match element:
        case UserTask() | Wait() | CallActivity(wait=True):
            return
        case Goto():
            yield element.target
        case Split():
            for branch in element.branches:
                yield from _first(draft, branch.flow)
        case SubProcess():
            yield from _first(draft, element.flow)
        case ServiceCall(queue=str()):
            return
        case _:
            yield from _behind(draft, element.id)


def _comes_at_once(handler: Handler) -> bool:
    return handler.trigger.kind == "error"


def _first(draft: Draft, key: str) -> Iterator[str]:
    """The first element of a flow, or what comes behind an empty one."""
    elements = draft.flows[key].elements
    if elements:
        yield elements[0].id
    else:
        yield from _after_flow(draft, key)


def _behind(draft: Draft, identity: str) -> Iterator[str]:
    place = draft.places[identity]
    elements = draft.flows[place.flow].elements
    if place.index + 1 < len(elements):
        yield elements[place.index + 1].id
    else:
        yield from _after_flow(draft, place.flow)


def _after_flow(draft: Draft, key: str) -> Iterator[str]:
    owner = draft.hung[key].owner
    if owner is not None and draft.hung[key].role != "compensation":
        yield from _behind(draft, owner)
