"""Only what can be compensated can be settled, or compensated by name; and only from where its log is."""

from collections.abc import Iterator

from engine.compiler.draft import Draft
from engine.model import Compensate, SubProcess


def check_compensation(draft: Draft) -> None:
    """Findings for ``settles`` and ``of`` that name elements with nothing to undo."""
    for element in draft.elements.values():
        for index, name in enumerate(element.settles):
            _check(draft, name, element.id, "settles", index)
            _check_whole(draft, name, element.id, "settles", index)
        if isinstance(element, Compensate):
            for index, name in enumerate(element.of):
                _check(draft, name, element.id, "of", index)
                _check_seen(draft, element, name, index)
                _check_whole(draft, name, element.id, "of", index)


def _check(draft: Draft, name: str, identity: str, field: str, index: int) -> None:
    named = draft.elements.get(name)
    if named is None or any(inner.compensation is not None for inner in draft.inside(named)):
        return
    message = f"`{name}` has no compensation"
    cure = f"add `compensation` to `{name}`, or take it out of `{field}`"
    draft.report.error("nothing-to-undo", message, cure, draft.path(identity, field, index))


def _check_seen(draft: Draft, compensate: Compensate, name: str, index: int) -> None:
    """`compensate` runs the log of one scope; what another scope has done is not in it."""
    owner = _scope_undone(draft, compensate)
    named = draft.elements.get(name)
    if (
        owner is None
        or named is None
        or any(inner.id == name for inner in draft.inside(draft.elements[owner]))
    ):
        return
    message = f"`{name}` is outside `{owner}`, and only what is inside that is undone here"
    cure = f"undo it where `{name}` stands, or in a handler of a scope around both"
    draft.report.error("unseen-element", message, cure, draft.path(compensate.id, "of", index))


def _check_whole(draft: Draft, name: str, identity: str, field: str, index: int) -> None:
    """A sub-process with a compensation of its own is undone as a whole: what stands in it is forgotten."""
    if name not in draft.places:
        return
    mine = set(_around(draft, identity))
    wholes = [id_ for id_ in _around(draft, name) if draft.elements[id_].compensation and id_ not in mine]
    if wholes:
        whole = wholes[-1]
        message = (
            f"`{name}` is a part of `{whole}`, which has a compensation of its own and is undone as a whole"
        )
        cure = f"write `{whole}` instead of `{name}`"
        draft.report.error("undone-as-a-whole", message, cure, draft.path(identity, field, index))


def _around(draft: Draft, identity: str) -> Iterator[str]:
    """The sub-processes that an element runs in, from the inside out; a compensation runs outside its own."""
    for place in draft.around(draft.places[identity].flow):
        owner = draft.elements[place.owner] if place.owner else None
        if isinstance(owner, SubProcess) and place.role != "compensation":
            yield owner.id


def _scope_undone(draft: Draft, compensate: Compensate) -> str | None:
    """The sub-process whose log is run; None for the process, and in a compensation."""
    for place in draft.around(draft.places[compensate.id].flow):
        if place.role == "compensation" or place.owner is None:
            return None
        if place.role in ("body", "handler") and isinstance(draft.elements[place.owner], SubProcess):
            return place.owner
    return None
