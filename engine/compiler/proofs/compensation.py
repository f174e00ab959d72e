"""Only what can be compensated can be settled, or compensated by name."""

from engine.compiler.draft import Draft
from engine.model import Compensate


def check_compensation(draft: Draft) -> None:
    """Findings for ``settles`` and ``of`` that name elements with nothing to undo."""
    for element in draft.elements.values():
        for index, name in enumerate(element.settles):
            _check(draft, name, element.id, "settles", index)
        if isinstance(element, Compensate):
            for index, name in enumerate(element.of):
                _check(draft, name, element.id, "of", index)


def _check(draft: Draft, name: str, identity: str, field: str, index: int) -> None:
    named = draft.elements.get(name)
    if named is None or any(inner.compensation is not None for inner in draft.inside(named)):
        return
    message = f"`{name}` has no compensation"
    cure = f"add `compensation` to `{name}`, or take it out of `{field}`"
    draft.report.error("nothing-to-undo", message, cure, draft.path(identity, field, index))
