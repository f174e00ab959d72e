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
_Known: TypeAlias = tuple[tuple[str, ...], str]  # the tokens of a name, and the name


class KnownNames:
    """The names of several tokens that the parser recognises as one; the longest match wins."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_first = dict(_index(tuple(names)))  # the index is shared: changed only by replacing

    def add(self, names: Iterable[str]) -> None:
        """Know these too. Names of one token need no knowing and are passed over."""
        for name in names:
            parts = _parts(name)
            if len(parts) > 1:
                known = self._by_first.get(parts[0], ())
                self._by_first[parts[0]] = _longest_first({*known, (parts, name)})

    def match(self, tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
        """The longest known name at the index, and how many tokens it has."""
        for parts, name in self._by_first.get(tokens[index].text, ()):
            following = tokens[index : index + len(parts)]
            if len(following) == len(parts) and all(
                token.text == part for token, part in zip(following, parts, strict=True)
            ):
                return name, len(parts)
        return None


@lru_cache(maxsize=64)
def _index(names: tuple[str, ...]) -> dict[str, tuple[_Known, ...]]:
    """The names by their first token. Built once for all the expressions of a model."""
    index: dict[str, set[_Known]] = {}
    for name in names:
        parts = _parts(name)
        if len(parts) > 1:
            index.setdefault(parts[0], set()).add((parts, name))
    return {first: _longest_first(known) for first, known in index.items()}


def _longest_first(known: Iterable[_Known]) -> tuple[_Known, ...]:
    return tuple(sorted(known, key=lambda entry: (-len(entry[0]), entry[1])))


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
