"""One evaluation: its budget of steps, its depth, its time, and the frames that hold variables."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.feel.errors import FeelError

MAX_DEPTH = 250  # levels of syntax under evaluation; a level costs up to two Python frames of 1,000
VALUE_LEVEL = 2  # what a level of a value costs when it is walked: loops can nest values as deep as they like
MAX_TEXT = 1_000_000


class Run:
    """What all frames of one evaluation share. Steps are counted, never seconds: replay must agree."""

    __slots__ = ("depth", "left", "now")

    def __init__(self, budget: int, now: datetime | None) -> None:
        self.left = budget
        self.depth = 0
        self.now = now

    def charge(self, steps: int) -> None:
        """Take steps from the budget. Raises FeelError when it is used up."""
        self.left -= steps
        if self.left < 0:
            raise FeelError("FEEL_BUDGET", "the expression takes too many steps")

    def charge_text(self, length: int) -> None:
        """Pay for a text of that length. Raises FeelError when it is over MAX_TEXT characters."""
        if length > MAX_TEXT:
            raise FeelError("FEEL_TOO_LARGE", f"a text of {length} characters is too long")
        self.charge(length >> 6)

    def enter(self, levels: int) -> None:
        """Go ``levels`` of syntax deeper. Raises FeelError beyond MAX_DEPTH: a recursion without end."""
        self.depth += levels
        if self.depth > MAX_DEPTH:
            raise FeelError("FEEL_TOO_DEEP", "functions or values nest too deeply")

    def leave(self, levels: int) -> None:
        """Come back from enter."""
        self.depth -= levels


class Frame:
    """The variables that a piece of compiled syntax sees: outer names by scope, its own by slot."""

    __slots__ = ("run", "scope", "slots")

    def __init__(self, scope: Mapping[str, Any], slots: list[Any], run: Run) -> None:
        self.scope = scope
        self.slots = slots
        self.run = run
