"""Messages between orders are understood where they arrive."""

from engine.compiler.draft import Draft
from engine.compiler.report import did_you_mean
from engine.model import Send


def check_letters(draft: Draft) -> None:
    """Findings for messages to children that their process does not declare."""
    for element in draft.elements.values():
        if isinstance(element, Send) and element.call in draft.callees:
            callee = draft.callees[element.call]
            if element.message not in callee.messages:
                message = f"`{callee.called.name}` understands no message `{element.message}`"
                cure = did_you_mean(element.message, sorted(callee.messages), "message")
                draft.report.error("unknown-message", message, cure, draft.path(element.id, "message"))
