"""In which language an order's customer is spoken to."""

from engine.interpreter import State
from engine.interpreter.state import ROOT

DEFAULT = "zh"


def language_of(state: State) -> str:
    """The language of the order, where the definition calls its input ``order``."""
    root = state.instances[ROOT].scope
    order = root.variables.get("order") if root is not None else None
    language = order.get("language") if isinstance(order, dict) else None
    return language if isinstance(language, str) else DEFAULT
