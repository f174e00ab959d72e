"""What the sweep needs to know of journals and workflows (``design.md``, "A sweep", "Stuck is visible")."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from application.messages import Head


@dataclass(frozen=True, slots=True)
class Behind:
    """An order whose journal may say more than its workflow knows. ``head`` is the journal's, empty before
    anything is recorded; ``closed`` is whether the order is over by it; ``events`` is how long the workflow's
    history was when the last segment began, 0 where nobody knows."""

    number: str
    head: str
    closed: bool = False
    events: int = 0


@dataclass(frozen=True, slots=True)
class Undetermined:
    """An order with deadlines that its calendars did not reach: each with calendar, start and amount."""

    number: str
    deadlines: Sequence[Mapping[str, Any]]


class Oversight(Protocol):
    """The database's side. Lists begin with those that were not looked at for the longest time."""

    def behind(self) -> Sequence[Behind]:
        """Open or lately closed orders whose head is not known to be adopted."""

    def looked_at(self, numbers: Sequence[str]) -> None:
        """Their turn is over; others come first now."""

    def undetermined(self) -> Sequence[Undetermined]:
        """Open orders with deadlines beyond the coverage of a calendar."""

    def adopted(self, heads: Sequence[Behind]) -> None:
        """These heads were found adopted."""

    def open_orders(self, numbers: Sequence[str]) -> Sequence[str]:
        """Those of the numbers whose orders are open."""

    def open_count(self) -> int:
        """How many orders are open."""

    def all_open(self) -> Sequence[str]:
        """The numbers of those that were received some time ago."""

    def near_limits(self) -> Mapping[str, str]:
        """Open orders that have grown so much that somebody has to look, with the limit that each is near."""

    def needs_engineer(self, problems: Mapping[str, str], unseen: Collection[str]) -> None:
        """These orders need an engineer, each with the reason; all others do not any more, except those that
        were not looked at."""


class Watch(Protocol):
    """Temporal's side."""

    async def head(self, number: str, patience: timedelta) -> Head | None:
        """Where the workflow stands; None when there is none. Raises TimeoutError when it does not answer, or
        is at work for longer than ``patience``."""

    async def has_passed(self, number: str, events: int) -> bool:
        """Whether the workflow runs, has no task under way, and its history has grown beyond so many events.
        The task that it had at that length is done then, and with it whatever that has committed is adopted.
        Cheaper than to ask for the head: nothing is replayed."""

    async def completed(self, numbers: Sequence[str]) -> frozenset[str]:
        """Those of them whose workflow has come to its end. One that ended just now may be missing."""

    async def wake(self, number: str) -> bool:
        """Let the workflow look into its journal. False when it is closed or not there."""

    async def calendars_grown(self, number: str) -> None:
        """Let the workflow work out deadlines that its calendars did not reach. Not there: nothing."""

    async def running(self) -> int:
        """How many orders' workflows run."""

    async def all_running(self) -> frozenset[str]:
        """Their numbers."""

    async def alive(self, number: str) -> bool | None:
        """Whether the order's latest run is running; None when there is no workflow at all."""

    async def ended(self) -> Mapping[str, str]:
        """Orders whose workflow was ended from outside (terminated, cancelled, failed), with the way."""

    async def problem(self, number: str) -> str:
        """Why the workflow's task failed last, in its own words."""

    async def stuck(self) -> Mapping[str, str]:
        """Orders whose workflow task keeps failing and needs a person, with the message.

        One that lost an answer is set back, and goes on by itself.
        """
