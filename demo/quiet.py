"""A family of orders as scripted people see it: whenever nothing moves any more, each one's state."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from application.office import Office
from application.ports.read_model import Family
from application.refusals import RefusedError
from application.use_cases.order_pages import OrderPages
from engine.interpreter import Record, State, apply


class NeverQuietError(Exception):
    """The orders did not come to rest."""


@dataclass(slots=True)
class Watched:
    """An order's state, folded from its records as they appear in the read model."""

    pages: OrderPages
    number: str
    state: State = field(default_factory=State)
    records: list[Record] = field(default_factory=list)

    async def catch_up(self) -> None:
        """Take up what was recorded since the last time."""
        last = self.records[-1].seq if self.records else -1
        for record in await self.pages.records(self.number, after=last):
            apply(self.state, record)
            self.records.append(record)


@dataclass(slots=True)
class WatchedFamily:
    """The order ``number``, those that it called and so on, each as soon as it is seen."""

    office: Office
    number: str
    orders: dict[str, Watched] = field(default_factory=dict)
    found: Family | None = None
    """As it was when nothing moved."""

    @property
    def top(self) -> Watched:
        """The order that nobody called."""
        return self._of(self.number)

    async def until_quiet(self) -> Sequence[State]:
        """The states once nothing moves, that of the order itself first. Raises NeverQuietError."""
        try:
            family = self.found = await self.office.clock.quiet.wait(self.number)
        except RefusedError as error:
            raise NeverQuietError(f"{self.number} has not come to rest: {error.refusal.details}") from error
        heads = {member.number: member.head for member in family.members}
        for number in (self.number, *heads):
            self._of(number)
        for number, order in self.orders.items():
            if not order.state.over and heads.get(number) != order.state.hash:
                await order.catch_up()
        for member in family.members:  # the clock may have gone on without anything that it recorded
            self._of(member.number).state.time = member.time
        others = (order.state for order in self.orders.values() if order is not self.top)
        return [self.top.state, *(state for state in others if not state.over)]

    def _of(self, number: str) -> Watched:
        return self.orders.setdefault(number, Watched(self.office.pages, number))
