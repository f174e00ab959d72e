"""Submitting: what was received is never lost, and is never run twice."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from application.messages import StartOrder
from application.ports.definitions import DefinitionId
from application.ports.order_book import Entry, OrderToStart, ReceivedOrder
from application.ports.runtime import Shown, UnreachableError
from application.refusals import RefusedError
from application.use_cases.submit import Receipt, Submit, Terms
from engine.model import Process
from orders import Order
from tests.support.fake_office import CLERK, FakeRuntime
from tests.support.orders import an_order
from tests.support.processes import a_process

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TERMS = Terms(NOON)


@dataclass
class FakeBook:
    entries: dict[str, ReceivedOrder] = field(default_factory=dict)
    recorded: bool = False

    def enter(self, order: ReceivedOrder) -> Entry:
        new = order.external_number not in self.entries
        self.entries.setdefault(order.external_number, order)
        return Entry(f"{order.prefix}-{order.external_number}", new, recorded=self.recorded)

    def to_start(self, number: str) -> OrderToStart | None:
        order = self.entries[number.partition("-")[2]]
        where = (order.process, order.version, order.digest, order.clock, order.placed_at)
        return OrderToStart(number, *where, order.actor, order.document, order.customer, order.channel)


class FakeDefinitions:
    def find(self, name: str, version: int | None = None) -> DefinitionId | None:
        known = name == "retail-order" and version in (None, 1, 2)
        return DefinitionId(name, version or 2, f"digest-{version or 2}") if known else None

    def names(self) -> list[str]:
        return ["retail-order"]

    def process(self, digest: str) -> Process | None:
        return None


class UnreachableRuntime(FakeRuntime):
    async def start(self, order: StartOrder, shown: Shown, *, again: bool = False) -> bool:
        raise UnreachableError("nobody answers")


def order(**fields: Any) -> Order:
    return Order.model_validate(an_order(**fields))


async def test_order_is_started_without_personal_data() -> None:
    # given
    book, runtime = FakeBook(), FakeRuntime()
    party = {"name": "张伟", "phone": "+86 138 0013 8001"}

    # when
    receipt = await Submit(book, FakeDefinitions(), runtime).one(
        order(customer={"party": party}), replace(TERMS, clock="manual"), CLERK
    )

    # then
    assert receipt == Receipt("R-SO-1", "web-shop/SO-1/1", "retail-order", "accepted")
    start = runtime.started["R-SO-1"]
    assert (start.digest, start.clock, start.placed_at) == ("digest-2", "manual", NOON.isoformat())
    assert start.actor["person"] == "lin.mei"
    assert "张伟" not in str(start)
    assert [p.data for p in book.entries["SO-1"].parties] == [party]


async def test_known_order_that_was_never_started_is_started_now() -> None:
    # given
    book, runtime = FakeBook(), FakeRuntime()
    await Submit(book, FakeDefinitions(), UnreachableRuntime()).one(order(), TERMS, CLERK)

    # when
    receipt = await Submit(book, FakeDefinitions(), runtime).one(order(), TERMS, CLERK)

    # then
    assert receipt.outcome == "known"
    assert "R-SO-1" in runtime.started


async def test_known_order_that_has_begun_is_left_alone() -> None:
    # given
    runtime = FakeRuntime()

    # when
    receipt = await Submit(FakeBook(recorded=True), FakeDefinitions(), runtime).one(order(), TERMS, CLERK)

    # then
    assert receipt.started
    assert runtime.started == {}


async def test_order_is_safe_although_nobody_can_start_it() -> None:
    # given
    book = FakeBook()

    # when
    receipt = await Submit(book, FakeDefinitions(), UnreachableRuntime()).one(order(), TERMS, CLERK)

    # then
    assert (receipt.outcome, receipt.started) == ("accepted", False)
    assert "SO-1" in book.entries


async def test_version_can_be_named() -> None:
    # given
    runtime = FakeRuntime()

    # when
    await Submit(FakeBook(), FakeDefinitions(), runtime).one(
        order(), replace(TERMS, process="retail-order@1"), CLERK
    )

    # then
    assert runtime.started["R-SO-1"].version == 1


@pytest.mark.parametrize("process", ["service-order", "retail-order@3", "retail-order@new"])
async def test_unknown_process_enters_nothing(process: str) -> None:
    # given
    book = FakeBook()

    # when
    with pytest.raises(RefusedError) as caught:
        await Submit(book, FakeDefinitions(), FakeRuntime()).one(
            order(), replace(TERMS, process=process), CLERK
        )

    # then
    assert caught.value.refusal.details == {"process": process, "known": ["retail-order"]}
    assert book.entries == {}


class DefinitionsOfParts(FakeDefinitions):
    """The process is one that other orders call."""

    def process(self, digest: str) -> Process | None:
        return a_process("input: {job: any}\nflow: [{id: over, type: milestone}]")


async def test_a_process_that_only_other_orders_can_call_takes_no_order() -> None:
    # given
    book = FakeBook()
    submit = Submit(book, DefinitionsOfParts(), FakeRuntime())

    # when
    with pytest.raises(RefusedError) as caught:
        await submit.one(order(), replace(TERMS, process="retail-order"), CLERK)

    # then
    assert caught.value.refusal.code == "process_not_for_orders"
    assert caught.value.refusal.details == {"process": "retail-order", "inputs": ["job"]}
    assert book.entries == {}


async def test_many_are_entered_in_order_and_each_receipt_says_which_it_is_for() -> None:
    # given
    book = FakeBook()
    many = [order(external_number=f"SO-{number}") for number in range(30)]

    # when
    submit = Submit(book, FakeDefinitions(), FakeRuntime())
    receipts = {index: receipt async for index, receipt in submit.all(many, TERMS, CLERK)}

    # then
    assert len(receipts) == 30
    assert list(book.entries) == [f"SO-{number}" for number in range(30)]
    assert all(receipts[index].number == f"R-SO-{index}" for index in range(30))
