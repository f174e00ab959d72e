"""Where a goto may lead: out of branches, never into one, never out of what runs beside others."""

from engine.compiler.draft import Draft, FlowPlace
from engine.model import Element, Goto, Split


def check_jumps(draft: Draft) -> None:
    """A finding for each goto that leaves what must not be left, or jumps back over what it should undo."""
    for element in list(draft.elements.values()):
        if isinstance(element, Goto) and element.target in draft.places:
            _check_jump(draft, element)


def _check_jump(draft: Draft, goto: Goto) -> None:
    target = draft.places[goto.target]
    position = draft.places[goto.id].index
    for place in draft.around(draft.places[goto.id].flow):
        if place.key == target.flow:
            _check_undo(draft, goto, position)
            return
        barrier = _barrier(draft, place)
        if barrier is not None or place.owner is None:
            _refuse(draft, goto, *(barrier or _INTO_BRANCH))
            return
        position = draft.places[place.owner].index


_INTO_BRANCH = ("goto-into-branch", "the target stands inside a branch, a sub-process or a handler")


def _barrier(draft: Draft, place: FlowPlace) -> tuple[str, str] | None:
    """What a jump out of this flow would break; None when it may be left."""
    owner = draft.elements.get(place.owner or "")
    if isinstance(owner, Split) and owner.choice != "exclusive":
        return "goto-leaves-parallel", f"a goto cannot leave a branch of `{owner.id}` that runs beside others"
    if place.role == "body":
        return "goto-leaves-sub-process", f"a goto cannot leave the sub-process `{place.owner}`"
    if place.role == "compensation":
        return "goto-leaves-compensation", "a goto cannot leave a compensation"
    if place.role == "handler":
        return _handler_barrier(place) or _multi_barrier(owner)
    return _multi_barrier(owner)


def _handler_barrier(place: FlowPlace) -> tuple[str, str] | None:
    if place.handler is not None and not place.handler.interrupting:
        return "goto-leaves-handler", "a goto cannot leave a handler that does not interrupt"
    if place.owner is None:
        return "goto-leaves-handler", "a goto cannot lead from a handler of the process back into its flow"
    return None


def _multi_barrier(owner: Element | None) -> tuple[str, str] | None:
    if owner is not None and owner.multi is not None:
        message = f"a goto cannot leave an instance of the multi-instance `{owner.id}`"
        return "goto-leaves-multi-instance", message
    return None


def _refuse(draft: Draft, goto: Goto, code: str, message: str) -> None:
    cures = {
        "goto-into-branch": "jump to the gateway or sub-process around it",
        "goto-leaves-handler": "end with an error that a scope around handles",
    }
    cure = cures.get(code, "use `end: {error: X}` here and a handler of that error outside")
    message = f"{message} (goto `{goto.target}`)"
    draft.report.error(code, message, f"{cure}; {_allowed(draft, goto)}", draft.path(goto.id))


def _allowed(draft: Draft, goto: Goto) -> str:
    """Where this goto may lead: to elements of its own flow, and of the flows around that it may leave."""
    names: list[str] = []
    for place in draft.around(draft.places[goto.id].flow):
        elements = draft.flows[place.key].elements
        names += [f"`{e.id}`" for e in elements if e.id in draft.outline.elements and e.id != goto.id]
        if _barrier(draft, place) is not None:
            break
    if not names:
        return "no element can be jumped to from here"
    return f"from here a goto may lead to {', '.join(names[:12])}" + (", …" if len(names) > 12 else "")


def _check_undo(draft: Draft, goto: Goto, position: int) -> None:
    """Jumping back over a compensable activity has to say whether it is undone."""
    authored = draft.report.document.value
    target = draft.places[goto.target]
    over = draft.flows[target.flow].elements[target.index : position + 1]
    undoable = [e.id for part in over for e in draft.inside(part) if e.compensation is not None]
    if undoable and not _says_undo(authored, draft.path(goto.id)):
        message = f"this jumps back over `{undoable[0]}`, which can be compensated"
        cure = "say `undo: true` to compensate it, or `undo: false` to keep its effect"
        draft.report.error("missing-undo", message, cure, draft.path(goto.id))


def _says_undo(value: object, path: tuple[str | int, ...]) -> bool:
    for part in path:
        value = value[part]  # type: ignore[index]
    return isinstance(value, dict) and "undo" in value
