"""Values that may stand for one that does not fit, so that the rest of a document can be read."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel

from engine.feel import nearest
from engine.language.authoring.doubts import STAND_IN
from engine.language.authoring.flows import ELEMENTS

ABSENT: Final[Any] = object()  # nothing: the field is left out
Attempt = tuple[Any, frozenset[str] | None]  # a value, and which of its fields differ (None: all of it)

_SIMPLE: tuple[Any, ...] = (
    "PT1S",
    "2026-01-01",
    "string",
    {"en": "", "zh": ""},
    {"in": "PT1S"},
    {"type": "string"},
    [[]],
    [STAND_IN],
    [{"when": True}],
    [{"timer": {"in": "PT1S"}}],
)

# Exactly one of each group is to be there: the others go, and these come.
_ONE_OF: tuple[tuple[frozenset[str], Mapping[str, Any]], ...] = (
    (
        frozenset({"message", "timer", "error", "escalation", "condition", "changed"}),
        {"timer": {"in": "PT1S"}},
    ),
    (frozenset({"in", "at", "every"}), {"in": "PT1S"}),
    (frozenset({"notify", "reassign", "complete"}), {"notify": []}),
    (frozenset({"call", "order"}), {"order": "=process.number"}),
    (frozenset({"goto", "to"}), {"goto": STAND_IN}),
    (frozenset({"error", "terminate", "status"}), {}),
)


def harmless(value: Any, parent: Any, about: set[str], number: int) -> Iterator[Attempt]:
    """What to try in place of ``value`` in ``parent``. ``about`` are pydantic's names for what is
    wrong with it; ``number`` makes names unique."""
    if "one_of" in about and isinstance(value, dict):
        yield from _with_one(value)
    if isinstance(parent, dict) and value is not ABSENT:
        yield ABSENT, None
    name = f"{STAND_IN}{number}"
    identity = value.get("id", name) if isinstance(value, dict) else name
    yield from (
        (found, None) for found in (name, [], {}, 1, True, *_SIMPLE, _reached(identity), _reached(name))
    )
    if isinstance(parent, list):
        yield from ((sibling, None) for sibling in parent if sibling is not value)


def _reached(identity: Any) -> dict[str, Any]:
    return {"type": "milestone", "id": identity}


def likely_type(value: dict[str, Any]) -> str | None:
    """The type of element that was probably meant: by its name, or by the fields that only it needs."""
    if meant := nearest(str(value.get("type", "")), ELEMENTS):
        return meant
    fitting = {
        name: len(_aliases(kind) & value.keys()) for name, kind in ELEMENTS.items() if _fits(kind, value)
    }
    return max(fitting, key=lambda name: fitting[name], default=None)


def _fits(kind: type[BaseModel], value: dict[str, Any]) -> bool:
    """Whether everything is there that this kind needs beyond what all elements have."""
    needed = {f.alias or n for n, f in kind.model_fields.items() if f.is_required()} - {"id", "type"}
    return bool(needed) and needed <= value.keys()


def _aliases(kind: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in kind.model_fields.items()}


def _with_one(value: dict[str, Any]) -> Iterator[Attempt]:
    for group, instead in sorted(_ONE_OF, key=lambda choice: -len(choice[0] & value.keys())):
        kept = {key: item for key, item in value.items() if key not in group}
        yield kept | dict(instead), group & (value.keys() | instead.keys())
