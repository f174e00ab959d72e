"""How a called order's workflow is started by that of its parent."""

from temporalio import workflow
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

from application.messages import CHANNEL_ATTRIBUTE, CUSTOMER_ATTRIBUTE, PROCESS_ATTRIBUTE, StartOrder
from engine.interpreter import StartChild
from workflows import wishes

_PROCESS = SearchAttributeKey.for_keyword(PROCESS_ATTRIBUTE)
_INHERITED = (CUSTOMER_ATTRIBUTE, CHANNEL_ATTRIBUTE)


def child_input(parent: str, child: StartChild) -> StartOrder:
    """The input of a called order's workflow."""
    return StartOrder(
        number=child.child,
        process=child.process,
        version=child.version,
        digest=child.digest,
        clock=child.clock,
        actor=wishes.SYSTEM,
        input=child.input,
        placed_at=child.time.isoformat(),
        parent=parent if child.reports else None,
    )


def child_attributes(child: StartChild) -> TypedSearchAttributes:
    """The search attributes of a called order: customer and channel are its parent's."""
    own = workflow.info().typed_search_attributes
    inherited = [pair for pair in own if pair.key.name in _INHERITED]
    return TypedSearchAttributes([SearchAttributePair(_PROCESS, child.process), *inherited])
