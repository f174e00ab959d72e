"""What is declared is used."""

from engine.compiler.draft import Draft
from engine.feel import nearest
from engine.language.authoring.events import MessageEvent
from engine.language.authoring.handlers import Triggered


def check_usage(draft: Draft) -> None:
    """Warnings for flows and messages that nothing refers to."""
    process = draft.process
    for name in process.flows.keys() - draft.used_flows:
        message = f"the flow `{name}` is used nowhere"
        draft.report.warning(
            "unused-flow", message, f"write `flow: {name}`, or remove it", ("flows", name), key=True
        )
    heard = {part.message or "" for part in draft.outline.parts if isinstance(part, Triggered | MessageEvent)}
    meant = {nearest(name, process.messages) for name in heard}  # a misspelt one has its own finding
    for name in process.messages.keys() - heard - meant:
        message = f"nothing waits for the message `{name}`"
        cure = "wait for it, handle it, or remove it"
        draft.report.warning("unused-message", message, cure, ("messages", name), key=True)
