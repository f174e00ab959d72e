"""Compiles flows: lists of elements, or names of lists that stand under ``flows``."""

from engine.compiler import elements
from engine.compiler.draft import Draft, FlowPlace
from engine.compiler.scope import Scope
from engine.compiler.seat import Seat
from engine.language.authoring.flows import Flow as AuthoredFlow
from engine.language.places import Path
from engine.model import Flow, Place


def compile_flow(draft: Draft, raw: AuthoredFlow, hung: FlowPlace, scope: Scope, path: Path) -> str:
    """Compile a flow and everything in it; returns its key. ``path`` is where the flow is written."""
    draft.hung[hung.key] = hung
    compiled = []
    for index, authored in enumerate(_elements(draft, raw, path)):
        element = elements.compile_element(draft, authored, Seat(hung.key, index, scope))
        compiled.append(element)
        draft.elements.setdefault(element.id, element)
        draft.places.setdefault(element.id, Place(hung.key, index))
    draft.flows[hung.key] = Flow(hung.key, tuple(compiled), hung.owner)
    return hung.key


def _elements(draft: Draft, raw: AuthoredFlow, path: Path) -> list[elements.Authored]:
    if not isinstance(raw, str):
        return raw
    named = draft.process.flows
    if raw not in named:
        draft.report.unknown("flow", raw, list(named), path)
        return []
    if raw in draft.used_flows:
        message = f"the flow `{raw}` is used twice; its elements would be there twice"
        draft.report.error("flow-used-twice", message, "use it in one place, or write it twice", path)
        return []
    draft.used_flows.add(raw)
    return named[raw]
