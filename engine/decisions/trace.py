"""Why a table decided as it did: data that is stored with the decision and read by an auditor.

{"table": …, "hitPolicy": "U", "inputs": [{"label": …, "labelZh": …, "value": …}],
 "failed": [{"input": …, "inputZh": …, "value": …, "rules": [1, 4]}],  the first that failed, rules from 1
 "fired": [{"rule": 2, "annotation": …, "annotationZh": …, "output": {…}}],
 "notNeeded": [3],  rules that would have fired, too, but hit policy F had its first
 "value": …}
"""

from typing import Any

from engine.decisions.model import Input, Rule
from engine.feel import kind_of
from engine.feel.library.spelling import beginning
from engine.values import Value

_MAX_TEXT = 200
_WRITTEN_OUT = frozenset({"list", "context", "range", "function", "unknown"})


class Trace:
    """Collects what happens during one decision."""

    def __init__(self, table: str, hit_policy: str) -> None:
        self._inputs: list[Value] = []
        self._failed: list[Value] = []
        self._fired: list[Value] = []
        self._not_needed: list[Value] = []
        self._head: dict[str, Value] = {"table": table, "hitPolicy": hit_policy}

    def input(self, column: Input, value: Any) -> None:
        """A column's value."""
        self._inputs.append(_labelled("label", column) | {"value": shown(value)})

    def failed(self, column: Input, value: Any, rules: list[int]) -> None:
        """The rules whose cell in this column did not hold."""
        if rules:
            numbers: list[Value] = [index + 1 for index in rules]
            self._failed.append(_labelled("input", column) | {"value": shown(value), "rules": numbers})

    def not_needed(self, rules: list[int]) -> None:
        """The rules behind the first one."""
        self._not_needed += [index + 1 for index in rules]

    def fired(self, index: int, rule: Rule, names: list[str], row: tuple[Any, ...]) -> None:
        """A rule whose cells all held."""
        output: dict[str, Value] = {
            name or "output": shown(value) for name, value in zip(names, row, strict=True)
        }
        chinese: dict[str, Value] = {"annotationZh": rule.annotation_zh} if rule.annotation_zh else {}
        self._fired.append({"rule": index + 1, "annotation": rule.annotation, **chinese, "output": output})

    def finished(self, value: Any) -> dict[str, Value]:
        """The whole trace."""
        more: dict[str, Value] = {"notNeeded": self._not_needed} if self._not_needed else {}
        parts: dict[str, Value] = {"inputs": self._inputs, "failed": self._failed, "fired": self._fired}
        return self._head | parts | more | {"value": shown(value)}


def _labelled(key: str, column: Input) -> dict[str, Value]:
    """The column's label, and the Chinese one if there is one."""
    chinese: dict[str, Value] = {f"{key}Zh": column.label_zh} if column.label_zh else {}
    return {key: column.label, **chinese}


def shown(value: Any) -> Value:
    """Scalars as they are, anything larger as a short text: a trace must not hold whole orders."""
    if kind_of(value) not in _WRITTEN_OUT:
        return value  # type: ignore[no-any-return]
    return beginning(value, _MAX_TEXT)
