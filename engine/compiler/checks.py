"""Compiles the checks of what somebody sends: messages, and completions of user tasks."""

from collections.abc import Sequence

from engine.compiler.draft import Draft
from engine.compiler.scope import Scope
from engine.compiler.texts import text
from engine.language.authoring.texts import Check as Authored
from engine.model import Check


def compile_checks(draft: Draft, raw: Sequence[Authored], scope: Scope) -> tuple[Check, ...]:
    """In written order."""
    return tuple(
        Check(draft.formulas.condition(one.when, scope, (*one.place, "when")), text(one.refuse))
        for one in raw
    )
