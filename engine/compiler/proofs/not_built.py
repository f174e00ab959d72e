"""What the language will have but the interpreter does not do yet: better refused now than ignored later."""

from collections.abc import Iterator

from engine.compiler.draft import Draft
from engine.language.authoring.base import Authored
from engine.language.authoring.deadlines import Timer


def check_not_built(draft: Draft) -> None:
    """One finding for each field of the language that is not built."""
    for part in draft.outline.parts:
        for field, cure in _not_built(part):
            message = f"`{field}` is not built yet"
            draft.report.error("not-built", message, cure, (*part.place, field), key=True)


def _not_built(part: Authored) -> Iterator[tuple[str, str]]:
    match part:
        case Timer() if part.paused_by:
            yield "pausedBy", "leave it out"
