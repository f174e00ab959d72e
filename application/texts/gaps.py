"""Sentences with parts that are only said when there is something to say: ``due[[ by {due}]]``."""

import re
from collections.abc import Mapping
from functools import partial
from string import Formatter
from typing import Any

_PART = re.compile(r"\[\[(.*?)\]\]")
_NOTHING: tuple[object, ...] = (None, "", [], {}, ())


def without_gaps(sentence: str, facts: Mapping[str, Any]) -> str:
    """The sentence; of its parts in ``[[…]]`` those for which there are facts."""
    return _PART.sub(partial(_part, facts), sentence)


def _part(facts: Mapping[str, Any], found: re.Match[str]) -> str:
    names = (name for _, name, _, _ in Formatter().parse(found[1]) if name)
    return found[1] if any(facts.get(name) not in _NOTHING for name in names) else ""
