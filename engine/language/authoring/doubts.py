"""What was taken out of a broken document, and which later findings only follow from that."""

import re
from collections.abc import Iterator
from typing import Any

from engine.language.places import Path, show_path
from engine.values import Finding

STAND_IN = "unnamed"  # what names begin with that stand for one that is missing or cannot be a name

_NAME = re.compile(r"[^\W\d][\w-]*")
_QUOTED = re.compile(r"`([^`]*)`")
_LAST = re.compile(r"(^|\.)[^.\[\]]+$|\[[^\[\]]*\]$")
_ABOUT_NAMES = (
    "unknown-",
    "undeclared-",
    "unseen-",
    "unused-",
    "unread-",
    "unreachable-",
    "uncaught-",
    "uses-",
)
# What may be missing everywhere else when one of these fields is missing or broken.
_LOST_WITH = (
    ({"id", "flow", "branches"}, {"unknown-element", "unknown-milestone", "unknown-user-task"}),
    ({"service", "process"}, {"unknown-error"}),
    ({"when", "condition", "branches", "events", "flow", "default", "set", "input"}, {"unread-outcome"}),
    ({"flow", "branches", "default", "onEvent", "events"}, {"unused-flow", "unused-message"}),
    ({"flow", "branches", "events"}, {"unreachable-element"}),
    ({"escalation", "after", "in", "at"}, {"escalation-order"}),
    ({"every"}, {"times-without-every"}),
)
_NEAR = "did you mean"  # a name that is nearly right is a mistake of its own
_ABOUT_GAPS = ("missing-", "no-", "one-of", "misplaced-", "skip-")


class Doubts:
    """Fills while a document is mended. A finding that ``follow``s would blame the author for what mending
    has taken away: it stands at such a place, misses something there, or misses a name that stood there."""

    def __init__(self) -> None:
        self._places: set[str] = set()
        self._around: set[str] = set()
        self._names: set[str] = set()
        self._lost: set[str] = set()

    def take(self, path: Path, value: Any, owner: str = "") -> None:
        """Something at a path is no longer what the author wrote. ``owner`` is the id of its element."""
        self.take_shown(show_path(path))
        self._names |= {owner, str(path[-1]), *_names_in(value)} - {""}
        for fields, codes in _LOST_WITH:
            self._lost |= codes if path[-1] in fields or isinstance(path[-1], int) else set()

    def take_shown(self, place: str) -> None:
        """The same, of a path as findings show it."""
        self._places.add(place)
        self._around.add(_LAST.sub("", place))

    def follow(self, finding: Finding) -> bool:
        """Whether a finding is owed to what was taken."""
        if any(finding.path == p or finding.path.startswith((f"{p}.", f"{p}[")) for p in self._places):
            return True
        if {finding.path, _LAST.sub("", finding.path)} & self._around and finding.code.startswith(
            _ABOUT_GAPS
        ):
            return True
        if STAND_IN in finding.message:
            return True
        if finding.code in self._lost and not finding.cure.startswith(_NEAR):
            return True
        return finding.code.startswith(_ABOUT_NAMES) and any(
            name in self._names
            for quoted in _QUOTED.findall(finding.message)
            for name in _NAME.findall(quoted)
        )


def _names_in(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield from _NAME.findall(value)
        case dict():
            for key, item in value.items():
                yield from _NAME.findall(str(key))
                yield from _names_in(item)
        case list():
            for item in value:
                yield from _names_in(item)
