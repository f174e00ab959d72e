"""All of a model that decides how it behaves, as plain values: what a digest is made of.

Places, layout and comments do not count. What a model imports or uses counts as its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from engine.decisions.boxes import Place
from engine.decisions.models import ModelSource


def content_of(models: Sequence[ModelSource], written: Mapping[str, Any]) -> dict[str, Any]:
    """The content of each model by file; ``written`` are the values of files that are no XML."""
    own = {model.file: written.get(model.file, plain(model)) for model in models}
    behind = {model.file: _behind(model, models) for model in models}
    found: dict[str, Any] = {}
    for file, content in own.items():
        reached = _reached(file, behind)
        found[file] = content if len(reached) == 1 else [own[each] for each in reached]
    return found


def plain(value: Any) -> Any:
    """A source as lists and mappings."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in fields(value) if f.compare and f.name != "file"}
        kept = {name: plain(part) for name, part in parts.items() if not isinstance(part, Place)}
        return {"kind": type(value).__name__, **kept}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def _behind(model: ModelSource, models: Sequence[ModelSource]) -> list[str]:
    """The files that a model imports or uses directly."""
    namespaces = {imported.namespace for imported in model.imports}
    targets = {use.target for use in model.uses}
    return [
        other.file
        for other in models
        if other.file != model.file
        and (
            (other.namespace and other.namespace in namespaces)
            or any(name in targets for element in other.elements for name in _names(other, element.name))
        )
    ]


def _names(model: ModelSource, element: str) -> tuple[str, str]:
    return element, f"{model.name}/{element}"


def _reached(file: str, behind: Mapping[str, list[str]]) -> list[str]:
    found: dict[str, None] = {}
    waiting = [file]
    while waiting:
        current = waiting.pop(0)
        if current not in found:
            found[current] = None
            waiting += behind[current]
    return list(found)
