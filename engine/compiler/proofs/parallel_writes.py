"""What runs beside each other does not write the same variable."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from engine.compiler.draft import Draft
from engine.model import Assignment, Element, Flow, Script, Split, SubProcess, UserTask, Wait


@dataclass(frozen=True, slots=True)
class Write:
    """A path that an element writes."""

    path: tuple[str, ...]
    append: bool
    element: str


def check_parallel_writes(draft: Draft) -> None:
    """Findings for two branches, or two instances, that write one variable other than by ``+:``."""
    for element in draft.elements.values():
        if isinstance(element, Split) and element.choice != "exclusive":
            _check_branches(draft, element)
        if element.multi is not None and not element.multi.sequential:
            _check_instances(draft, element)
        if _goes_on_beside(element):
            _check_behind(draft, element)


def _goes_on_beside(element: Element) -> bool:
    """Whether a part of an element may run on while the flow has gone on behind it."""
    if isinstance(element, Split):
        return element.join.rest == "keep"
    return element.multi is not None and (element.multi.rest == "keep" or not element.multi.wait)


def _check_behind(draft: Draft, element: Element) -> None:
    """What is kept runs beside everything that comes behind it in the scope around."""
    kept = list(_writes_of(draft, element))
    for second in _writes_behind(draft, element):
        for first in kept:
            if _clash(first, second):
                message = f"`{first.element}` may still run when `{second.element}` writes"
                _report(draft, f"{message} `{'.'.join(second.path)}`", second.element)
                return


def _writes_behind(draft: Draft, element: Element) -> Iterator[Write]:
    """The writes of all elements behind one in its flow and the flows around, as far as its scope."""
    place = draft.places[element.id]
    for hung in draft.around(place.flow):
        for behind in draft.flows[hung.key].elements[place.index + 1 :]:
            yield from _writes_of(draft, behind)
            yield from _own(behind)
        if hung.owner is None or hung.role in ("body", "handler", "compensation"):
            return
        place = draft.places[hung.owner]


def _check_branches(draft: Draft, split: Split) -> None:
    branches = [list(_writes_in(draft, draft.flows[branch.flow])) for branch in split.branches]
    for left, right in combinations(branches, 2):
        for first in left:
            for second in right:
                if _clash(first, second):
                    message = f"`{first.element}` and `{second.element}` run side by side and both write"
                    _report(draft, f"{message} `{'.'.join(second.path)}`", second.element)
                    return


def _check_instances(draft: Draft, element: Element) -> None:
    own = {element.multi.variable} if element.multi else set()
    if isinstance(element, SubProcess):
        own |= {name for name, _ in element.variables}
    for write in (*_inside(draft, element), *_while_active(element)):
        if write.path[0] not in own and not write.append:
            message = f"every instance of `{element.id}` writes `{'.'.join(write.path)}`; the last one wins"
            _report(draft, message, write.element)
            return


def _report(draft: Draft, message: str, element: str) -> None:
    cure = "append with `path+:`, write to different paths, or collect results and write them afterwards"
    draft.report.error("parallel-write", message, cure, draft.path(element))


def _clash(first: Write, second: Write) -> bool:
    shorter = min(len(first.path), len(second.path))
    return first.path[:shorter] == second.path[:shorter] and not (first.append and second.append)


def _writes_in(draft: Draft, flow: Flow) -> Iterator[Write]:
    for element in flow.elements:
        yield from _writes_of(draft, element)
        yield from _own(element)


def _writes_of(draft: Draft, element: Element) -> Iterator[Write]:
    """The writes in the flows of an element that are seen outside it."""
    own = {element.multi.variable} if element.multi is not None else set()
    if isinstance(element, SubProcess):
        own |= {name for name, _ in element.variables}
    yield from (write for write in _inside(draft, element) if write.path[0] not in own)


def _inside(draft: Draft, element: Element) -> Iterator[Write]:
    for place in draft.hung.values():
        if place.owner == element.id and place.role != "compensation":
            yield from _writes_in(draft, draft.flows[place.key])


def _own(element: Element) -> Iterator[Write]:
    yield from _while_active(element)
    yield from (Write(a.path, a.append, element.id) for a in element.output)


def _while_active(element: Element) -> Iterator[Write]:
    """What an element writes itself, and with many instances in each of them; outputs come after all."""
    assignments: list[Assignment] = []
    match element:
        case Script():
            assignments += element.assignments
        case Wait():
            assignments += [assignment for event in element.events for assignment in event.output]
        case UserTask():
            yield from (Write(path, append=False, element=element.id) for path in element.changes)
    yield from (Write(a.path, a.append, element.id) for a in assignments)
