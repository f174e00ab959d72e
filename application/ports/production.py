"""Production: orders on work centres that can do only so much a day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from application.ports.call import Origin

ProductionState = Literal["scheduled", "running", "finished", "cancelled"]


@dataclass(frozen=True, slots=True)
class Work:
    """So many minutes on a work centre, on no day before `earliest`."""

    work_center: str
    minutes: int
    earliest: date


@dataclass(frozen=True, slots=True)
class Job:
    """What to produce for a line of an order, with the materials that all of it takes."""

    line: str
    sku: str
    quantity: Decimal
    work: Work
    materials: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class ProductionOrder:
    """A production order; it holds capacity from `begins` to `ends`. `open` is what is still to be made."""

    number: str
    order: str
    line: str
    sku: str
    work_center: str
    quantity: Decimal
    good: Decimal
    scrapped: Decimal
    materials: Mapping[str, Decimal]
    begins: date
    ends: date
    state: ProductionState

    @property
    def open(self) -> Decimal:
        """What is neither good nor scrapped; nothing when more was made than was ordered."""
        return max(self.quantity - self.good - self.scrapped, Decimal(0))


class NoCapacityError(Exception):
    """A work centre cannot take the work within the horizon (400 days), or does not exist."""

    def __init__(self, work: Work) -> None:
        super().__init__(f"{work.work_center} has no {work.minutes} minutes left from {work.earliest} on")
        self.work = work


class UnknownProductionOrderError(Exception):
    """The order has no such production order."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no production order {number}")
        self.number = number


class ProductionStateError(Exception):
    """The production order is finished or cancelled."""

    def __init__(self, number: str, state: str) -> None:
        super().__init__(f"production order {number} is {state}")
        self.number = number
        self.state = state


class Capacity(Protocol):
    """What is left of work centres, in thought only."""

    def end(self, work: Work) -> date | None:
        """The day on which work would be done; None: not within the horizon."""
        ...

    def take(self, work: Work) -> None:
        """Leave that much less for what is tried out next."""
        ...


class Production(Protocol):
    """Every call on a production order raises UnknownProductionOrderError and ProductionStateError."""

    def capacity(self, centers: Collection[str], since: date) -> Capacity:
        """What is left of these work centres, to try things out on. Promises nothing."""
        ...

    def schedule(self, origin: Origin, job: Job) -> ProductionOrder:
        """Take the capacity for a job. Raises NoCapacityError."""
        ...

    def find(self, order: str, number: str) -> ProductionOrder:
        """The production order as it stands."""
        ...

    def under_way(self, order: str, lines: Collection[str]) -> Sequence[ProductionOrder]:
        """Those of an order and its children, for these lines, that are neither finished nor cancelled."""
        ...

    def report(self, origin: Origin, number: str, good: Decimal, scrapped: Decimal) -> ProductionOrder:
        """Count finished and spoilt pieces; when nothing is open any more it is finished."""
        ...

    def postpone(self, origin: Origin, number: str, ends: date) -> ProductionOrder:
        """Note a later end; the capacity stays as it was booked."""
        ...

    def cancel(self, origin: Origin, number: str) -> ProductionOrder:
        """Give back the capacity from the call's day on. Twice is as once; what is finished stays so."""
        ...
