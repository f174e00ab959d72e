"""Names with spaces and operators in them (DMN 1.5, 10.3.1.4), and the nearest known name."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from engine.feel.tokens import Token, tokenise

KEYWORDS = frozenset(
    {
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or",
        "between", "instance", "of", "function", "external", "null", "true", "false",
    }
)  # fmt: skip
MAX_NAME_PARTS = 50  # words and signs; a text with more is an entry's key, but no name
_Index: TypeAlias = dict[str, dict[tuple[str, ...], str]]  # first token → tokens of a name → the name


class KnownNames:
    """The names of several tokens that the parser recognises as one; the longest match wins."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        shared = tuple(names)
        self._shared = _shared_index(shared)
        self._own: _Index = {}
        self._longest = _shared_longest(shared)

    def add(self, names: Iterable[str]) -> None:
        """Know these too. Names of one token need no knowing and are passed over."""
        for name in names:
            _enter(self._own, name)
            self._longest = min(MAX_NAME_PARTS, max(self._longest, len(_parts(name))))

    def match(self, tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
        """The longest known name at the index, and how many tokens it has."""
        first = tokens[index].text
        known = [names[first] for names in (self._own, self._shared) if first in names]
        if not known:
            return None
        texts = tuple(token.text for token in tokens[index : index + self._longest])
        for size in range(len(texts), 1, -1):
            for names in known:
                if texts[:size] in names:
                    return names[texts[:size]], size
        return None


@lru_cache(maxsize=64)
def _shared_index(names: tuple[str, ...]) -> _Index:
    """The names by their first token. Built once for all the expressions of a model; nobody changes it."""
    index: _Index = {}
    for name in names:
        _enter(index, name)
    return index


@lru_cache(maxsize=64)
def _shared_longest(names: tuple[str, ...]) -> int:
    return max((len(parts) for known in _shared_index(names).values() for parts in known), default=0)


def _enter(index: _Index, name: str) -> None:
    parts = _parts(name)
    if 1 < len(parts) <= MAX_NAME_PARTS:
        index.setdefault(parts[0], {}).setdefault(parts, name)


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenise(name)[:-1])


def join_name(tokens: Sequence[Token]) -> str:
    """The name that these tokens spell: one space where the text has any."""
    parts = [tokens[0].text]
    for before, token in pairwise(tokens):
        parts.append(token.text if before.end == token.start else f" {token.text}")
    return "".join(parts)


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant, or None when nothing is near."""
    pool = sorted(set(candidates))
    folded = {candidate.casefold(): candidate for candidate in reversed(pool)}
    if name.casefold() in folded:
        return folded[name.casefold()]
    found = get_close_matches(name, pool, n=1, cutoff=0.7)
    return found[0] if found else None
