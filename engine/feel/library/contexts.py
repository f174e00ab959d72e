"""Context functions (DMN 1.5, 10.3.4.10)."""

from typing import Any

from engine.feel.library import kinds
from engine.feel.library.built_in import BuiltIn, Parameter, Signature, built_in


def _entries(context: dict[str, Any]) -> list[Any]:
    return [{"key": key, "value": value} for key, value in context.items()]


def _context(entries: list[Any]) -> dict[str, Any] | None:
    """From ``{key: …, value: …}`` contexts; null when a key is missing, no text, or there twice."""
    made: dict[str, Any] = {}
    for entry in entries:
        if type(entry) is not dict or "value" not in entry:
            return None
        key = entry.get("key")
        if type(key) is not str or key in made:
            return None
        made[key] = entry["value"]
    return made


def _put(context: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    return {**context, key: value}


def _put_deep(context: dict[str, Any], keys: list[Any], value: Any) -> dict[str, Any] | None:
    """Along a path of keys; null when the path leads through something that is no context."""
    path = [context]
    for key in keys[:-1]:
        below = path[-1].get(key) if type(key) is str else ""
        if below is not None and type(below) is not dict:
            return None
        path.append(below or {})
    if not keys or type(keys[-1]) is not str:
        return None
    changed = _put(path[-1], keys[-1], value)
    for around, key in zip(path[-2::-1], keys[-2::-1], strict=True):
        changed = _put(around, key, changed)
    return changed


def _merge(contexts: list[Any]) -> dict[str, Any] | None:
    merged: dict[str, Any] = {}
    for context in contexts:
        if type(context) is not dict:
            return None
        merged |= context
    return merged


_CONTEXT = Parameter("context", kinds.context)
_M = Parameter("m", kinds.context)
_KEY = Parameter("key", kinds.text)
_VALUE = Parameter("value", kinds.anything)
_KEYS = Parameter("keys", kinds.a_list)

FUNCTIONS: tuple[BuiltIn, ...] = (
    built_in("get value", lambda context, key: context.get(key), _M, _KEY),
    built_in("get entries", _entries, _M),
    built_in("context", _context, Parameter("entries", kinds.a_list)),
    BuiltIn(
        "context put",
        Signature(_put, (_CONTEXT, _KEY, _VALUE)),
        Signature(_put_deep, (_CONTEXT, _KEYS, _VALUE)),
    ),
    built_in("context merge", _merge, Parameter("contexts", kinds.a_list)),
)
