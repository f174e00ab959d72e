"""What the sets of a row have in common, and what they have together, for any span of the row.

A segment tree: each answer looks at some twenty sets, where walking the span would look at a thousand.
"""

from collections.abc import Callable, Sequence
from operator import and_, or_
from typing import TypeAlias

Combine: TypeAlias = Callable[[int, int], int]


class Spans:
    """Sets as integers, combined in advance; ``neutral`` is what an empty span gives."""

    def __init__(self, sets: Sequence[int], combine: Combine, neutral: int) -> None:
        self.combine = combine
        self.neutral = neutral
        self._size = len(sets)
        self._tree = [neutral] * self._size + list(sets)
        for node in range(self._size - 1, 0, -1):
            self._tree[node] = combine(self._tree[2 * node], self._tree[2 * node + 1])

    def over(self, first: int, after: int) -> int:
        """The sets from ``first`` to before ``after``, combined."""
        combine, tree, found = self.combine, self._tree, self.neutral
        low, high = first + self._size, after + self._size
        while low < high:
            if low & 1:
                found = combine(found, tree[low])
                low += 1
            if high & 1:
                high -= 1
                found = combine(found, tree[high])
            low, high = low >> 1, high >> 1
        return found


def common(sets: Sequence[int]) -> Spans:
    """For what all sets of a span contain."""
    return Spans(sets, and_, -1)


def together(sets: Sequence[int]) -> Spans:
    """For what any set of a span contains."""
    return Spans(sets, or_, 0)
