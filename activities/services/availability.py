"""When goods could be there: from stock, from receipts that are expected, made, or bought.

Lines are looked at one after the other, and what one of them takes is gone for the next: stock and expected
receipts (available to promise), hours of work centres and lead times of suppliers (capable to promise).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from activities.services.shapes import Goods
from application.ports import Capacity, ExpectedReceipt, MakeRoute, Ports, ProductRoute, StockLevel, Work

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Options:
    """The first day on which a line could be served in each way; None: not in that way."""

    available: Decimal
    stock: date | None
    expected: date | None
    make: date | None
    buy: date | None

    @property
    def soonest(self) -> tuple[str, date | None]:
        """The way that is soonest (`none` when there is no way), the cheaper one of equals, and its day."""
        ways = {"stock": self.stock, "expected": self.expected, "make": self.make, "buy": self.buy}
        days = [(day, way) for way, day in ways.items() if day is not None]
        day, way = min(days, key=lambda found: found[0], default=(None, "none"))
        return way, day


@dataclass(slots=True)
class Outlook:
    """What is left for the lines to come."""

    earliest: date
    routes: Mapping[str, ProductRoute]
    levels: Mapping[str, StockLevel]
    receipts: Mapping[str, Sequence[ExpectedReceipt]]
    capacity: Capacity
    taken: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def options(self, goods: Goods) -> Options:
        """What could be done for one line, without taking it."""
        left = self._level(goods.sku) - self.taken[goods.sku]
        route = self.routes.get(goods.sku)
        return Options(
            available=max(left, NOTHING),
            stock=self.earliest if left >= goods.quantity else None,
            expected=self._expected(goods),
            make=None if route is None or route.make is None else self._made(goods, route.make),
            buy=self._bought(goods, route),
        )

    def take(self, goods: Goods, way: str) -> None:
        """The line is served in this way: less is left for those behind it."""
        route = self.routes.get(goods.sku)
        if way in {"stock", "expected"}:
            self.taken[goods.sku] += goods.quantity
        elif way == "make" and route is not None and route.make is not None:
            self.capacity.take(self._work(goods, route.make))
            for sku, each in route.make.materials.items():
                self.taken[sku] += each * goods.quantity

    def _level(self, sku: str) -> Decimal:
        level = self.levels.get(sku)
        return NOTHING if level is None else level.available

    def _expected(self, goods: Goods) -> date | None:
        left = self._level(goods.sku) - self.taken[goods.sku]
        for receipt in self.receipts.get(goods.sku, ()):
            left += receipt.quantity
            if left >= goods.quantity:
                return max(receipt.day, self.earliest)
        return None

    def _made(self, goods: Goods, route: MakeRoute) -> date | None:
        return self.capacity.end(self._work(goods, route))

    def _work(self, goods: Goods, route: MakeRoute) -> Work:
        return work_for(route, goods.quantity, self._materials_by(goods, route))

    def _materials_by(self, goods: Goods, route: MakeRoute) -> date:
        """The day on which all materials are there: today, or when the slowest supplier has sent them."""
        waits = [
            self._lead(sku)
            for sku, each in route.materials.items()
            if each * goods.quantity > self._level(sku) - self.taken[sku]
        ]
        return self.earliest + max(waits, default=timedelta())

    def _lead(self, sku: str) -> timedelta:
        route = self.routes.get(sku)
        return timedelta(route.buy.lead_days if route is not None and route.buy is not None else 0)

    def _bought(self, goods: Goods, route: ProductRoute | None) -> date | None:
        if route is None or route.buy is None:
            return None
        return self.earliest + self._lead(goods.sku)


def outlook(ports: Ports, lines: Sequence[Goods], earliest: date) -> Outlook:
    """Everything that is known about the products of these lines and their materials, in a few statements."""
    skus = {line.sku for line in lines}
    routes = dict(ports.engineering.routes(skus))
    materials = {sku for route in routes.values() if route.make for sku in route.make.materials} - skus
    routes |= ports.engineering.routes(materials) if materials else {}
    centers = {route.make.work_center for route in routes.values() if route.make}
    return Outlook(
        earliest=earliest,
        routes=routes,
        levels=ports.stock.levels(skus | materials),
        receipts=ports.purchasing.expected(skus),
        capacity=ports.production.capacity(centers, earliest),
    )


def work_for(route: MakeRoute, quantity: Decimal, earliest: date) -> Work:
    """The work that so many pieces are; a begun minute is a minute."""
    minutes = (route.minutes_per_piece * quantity).to_integral_value(ROUND_CEILING)
    return Work(route.work_center, route.setup_minutes + int(minutes), earliest)
