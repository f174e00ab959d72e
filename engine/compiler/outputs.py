"""Assignments: outputs and scripts, and whether what they write may be written."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.compiler.draft import Draft
from engine.compiler.scope import Scope
from engine.language.authoring.markers import Output
from engine.language.places import Path
from engine.model import Assignment


def output_assignments(
    draft: Draft, raw: Output | None, path: Path, seen: Scope, target: Scope
) -> tuple[Assignment, ...]:
    """``output:`` of an element: expressions see ``seen``, the paths they write belong to ``target``."""
    match raw:
        case None:
            return ()
        case str():
            if not draft.writable(target, (raw,), path):
                return ()
            return (Assignment((raw,), draft.formulas.value("=result", seen, path)),)
        case _:
            return tuple(mapped(draft, raw, path, seen, target))


def mapped(
    draft: Draft, raw: Mapping[str, Any], path: Path, seen: Scope, target: Scope
) -> Iterator[Assignment]:
    """``{path: value, "path+": value}`` in written order."""
    for key, value in raw.items():
        place = (*path, key)
        steps = tuple(key.removesuffix("+").split("."))
        formula = draft.formulas.value(value, seen, place)
        if draft.writable(target, steps, place, key=True):
            yield Assignment(steps, formula, append=key.endswith("+"))
