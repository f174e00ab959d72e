"""Models → one graph: requirements followed, types found, logic compiled, circles told."""

from collections.abc import Iterable

from engine.decisions.circles import break_circles
from engine.decisions.model_compiling import ModelCompiler
from engine.decisions.model_set import Linked, ModelSet
from engine.decisions.models import ModelSource

__all__ = ["Linked", "link"]


def link(models: Iterable[ModelSource]) -> Linked:
    """Compile models that may import each other. Never raises for what they contain."""
    found = ModelSet(tuple(models))
    for model in found.models:
        ModelCompiler(found, model).compile()
    break_circles(found.linked, found.elements)
    return found.linked
