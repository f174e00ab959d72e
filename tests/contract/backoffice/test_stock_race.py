"""Many orders race for the last pieces, in real parallel transactions."""

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from application.ports import Allotment, Demand, Movement, Origin
from backoffice.stock import SqlStock
from database import is_repeatable, transaction
from database.tables import reservations, stock, stock_ledger
from tests.contract.conftest import NOON
from tests.support.waiting import eventually

WORKERS = 8
SKUS = [f"P{number}" for number in range(6)]
ON_HAND = 40


@dataclass
class Race:
    """Workers that start together; how often one had to repeat its transaction is counted."""

    engine: Engine
    repeated: int = 0
    start: threading.Barrier = field(default_factory=lambda: threading.Barrier(WORKERS))

    def run(self, worker: Callable[[int], None]) -> None:
        def begin(number: int) -> None:
            self.start.wait(10)
            worker(number)

        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(begin, range(WORKERS)))

    def in_transaction(self, work: Callable[[SqlStock], Sequence[Allotment]]) -> Sequence[Allotment]:
        while True:
            try:
                with transaction(self.engine) as connection:
                    return work(SqlStock(connection))
            except DBAPIError as error:
                if not is_repeatable(error):
                    raise
                self.repeated += 1


def wishes(dice: random.Random) -> list[Demand]:
    skus = dice.sample(SKUS, k=3)
    return [Demand(str(line), sku, Decimal(dice.randint(1, 3))) for line, sku in enumerate(skus)]


def reserve(port: SqlStock, origin: Origin, demands: list[Demand]) -> Sequence[Allotment]:
    return port.reserve(origin, demands)


def reserved_in_total(engine: Engine) -> dict[str, Decimal]:
    statement = select(reservations.c.sku, func.sum(reservations.c.quantity).label("total"))
    statement = statement.group_by(reservations.c.sku)
    with engine.connect() as connection:
        return {row.sku: row.total for row in connection.execute(statement)}


def levels(engine: Engine) -> dict[str, tuple[Decimal, Decimal]]:
    with engine.connect() as connection:
        return {row.sku: (row.on_hand, row.reserved) for row in connection.execute(select(stock))}


def test_reservations_never_oversell_and_never_deadlock(engine: Engine, shelve: Callable[..., None]) -> None:
    shelve(**dict.fromkeys(SKUS, ON_HAND))
    race = Race(engine)
    granted: list[Decimal] = []

    def worker(number: int) -> None:
        dice = random.Random(number)  # noqa: S311  (a seed makes the race repeatable, as far as races are)
        for order in range(40):
            demands = wishes(dice)
            origin = Origin(f"{number}-{order}", f"O-{number}-{order}", NOON)
            allotments = race.in_transaction(partial(reserve, origin=origin, demands=demands))
            granted.extend(allotment.quantity for allotment in allotments if allotment.reserved)

    race.run(worker)

    assert race.repeated == 0
    assert reserved_in_total(engine) == {sku: reserved for sku, (_, reserved) in levels(engine).items()}
    assert sum(reserved_in_total(engine).values()) == sum(granted)
    assert all(ON_HAND - 2 <= reserved <= ON_HAND for _, reserved in levels(engine).values())


def test_reserving_issuing_and_releasing_at_once_conserves_stock(
    engine: Engine, shelve: Callable[..., None]
) -> None:
    shelve(**dict.fromkeys(SKUS, ON_HAND))
    race = Race(engine)

    def worker(number: int) -> None:
        dice = random.Random(number)  # noqa: S311
        for order in range(20):
            run_order(race, dice, f"O-{number}-{order}")

    race.run(worker)

    issued = ledger_total(engine, "issue")
    for sku, (on_hand, reserved) in levels(engine).items():
        assert on_hand == ON_HAND - issued.get(sku, 0)
        assert reserved == reserved_in_total(engine).get(sku, 0)
    assert sum(issued.values()) > 0


def run_order(race: Race, dice: random.Random, order: str) -> None:
    """Reserve; then ship one line and release the others, each in a transaction of its own."""
    demands = wishes(dice)
    origin = Origin(f"{order}/reserve", order, NOON)
    allotments = race.in_transaction(partial(reserve, origin=origin, demands=demands))
    got = [demand for demand, allotment in zip(demands, allotments, strict=True) if allotment.reserved]

    def ship(port: SqlStock) -> Sequence[Allotment]:
        port.issue(Origin(f"{order}/issue", order, NOON), got[:1])
        return ()

    def give_back(port: SqlStock) -> Sequence[Allotment]:
        port.release(Origin(f"{order}/release", order, NOON))
        return ()

    race.in_transaction(ship)
    if dice.random() < 0.7:
        race.in_transaction(give_back)


def test_one_call_that_runs_eight_times_at_once_reserves_once(
    engine: Engine, shelve: Callable[..., None]
) -> None:
    shelve(CUP=100)
    race = Race(engine)
    answers: list[Sequence[Allotment]] = []
    origin = Origin("the-one", "O-1", NOON)

    race.run(
        lambda _: answers.append(
            race.in_transaction(lambda port: port.reserve(origin, [Demand("1", "CUP", Decimal(3))]))
        )
    )

    assert levels(engine)["CUP"] == (Decimal(100), Decimal(3))
    assert [list(answer) for answer in answers] == [list(answers[0])] * WORKERS


def test_of_two_releases_at_once_the_second_finds_nothing(
    engine: Engine, shelve: Callable[..., None]
) -> None:
    shelve(CUP=100)
    for order in ("O-1", "O-2"):
        with transaction(engine) as connection:
            SqlStock(connection).reserve(Origin(order, order, NOON), [Demand("1", "CUP", Decimal(3))])

    def second() -> Sequence[Movement]:
        with transaction(engine) as connection:
            return SqlStock(connection).release(Origin("second", "O-1", NOON))

    with ThreadPoolExecutor(1) as pool:
        with transaction(engine) as connection:
            SqlStock(connection).release(Origin("first", "O-1", NOON))
            found = pool.submit(second)
            eventually(lambda: waits_for_a_lock(engine))
        nothing = found.result(10)

    assert list(nothing) == []
    assert levels(engine)["CUP"] == (Decimal(100), Decimal(3))


def waits_for_a_lock(engine: Engine) -> bool:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = :name"
    with engine.connect() as connection:
        return bool(connection.scalar(text(waiting), {"name": engine.url.database}))


def ledger_total(engine: Engine, kind: str) -> dict[str, Decimal]:
    statement = (
        select(stock_ledger.c.sku, func.sum(stock_ledger.c.quantity).label("total"))
        .where(stock_ledger.c.kind == kind)
        .group_by(stock_ledger.c.sku)
    )
    with engine.connect() as connection:
        return {row.sku: row.total for row in connection.execute(statement)}
