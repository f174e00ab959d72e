"""A deadline that is paused while it runs, always, never comes."""

from engine.compiler.draft import Draft
from engine.model.process import deadlines_of


def check_pauses(draft: Draft) -> None:
    """One finding for each element with a deadline that it, or something around it, pauses."""
    for element in draft.elements.values():
        around = {place.owner for place in draft.around(draft.places[element.id].flow)}
        for name in (name for deadline in deadlines_of(element) for name in deadline.paused_by):
            if name in {element.id, *around}:
                message = f"`{name}` is active all the time that this deadline runs; it would never come"
                cure = "name what interrupts the work, such as the task that waits for the customer"
                draft.report.error("paused-for-ever", message, cure, draft.path(element.id))
                break
