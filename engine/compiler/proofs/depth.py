"""Flows nest at most four deep: deeper ones are hard to read and are better named under ``flows``."""

from engine.compiler.draft import Draft

DEEPEST = 4


def check_depth(draft: Draft) -> None:
    """One finding for each flow that is the first beyond the limit."""
    for place in draft.hung.values():
        if place.owner is None or not draft.flows[place.key].elements:
            continue
        if sum(1 for around in draft.around(place.key) if around.owner is not None) == DEEPEST + 1:
            first = draft.flows[place.key].elements[0]
            message = f"this flow is nested more than {DEEPEST} levels deep"
            cure = "decide earlier, or leave a branch by goto instead of nesting the next one in it"
            draft.report.error("too-nested", message, cure, draft.path(first.id))
