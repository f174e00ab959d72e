"""An empty list is told apart from a question about something that does not exist."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import pytest

from application.ports.read_model import OrderQuery, OrderRow, ReadModel, TaskQuery, TaskRow
from application.ports.vocabulary import Kind
from application.refusals import UnknownNameError
from application.texts import sentence
from application.use_cases.inbox import Inbox
from application.use_cases.orders import Orders

KNOWN = {"status": ["completed", "running"], "stage": ["review"], "group": ["finance"], "process": ["sale"]}


@dataclass
class Words:
    """A vocabulary that counts how often it was asked."""

    asked: list[Kind] = field(default_factory=list)

    def known(self, kind: Kind) -> Sequence[str]:
        self.asked.append(kind)
        return KNOWN.get(kind, [])


@dataclass
class Lists:
    """A read model with lists that are empty, or not."""

    rows: list[object] = field(default_factory=list)

    def orders(self, query: OrderQuery) -> Sequence[OrderRow]:
        return cast("Sequence[OrderRow]", self.rows)

    def tasks(self, query: TaskQuery) -> Sequence[TaskRow]:
        return cast("Sequence[TaskRow]", self.rows)


def orders_of(words: Words, *rows: object) -> Orders:
    return Orders(cast("ReadModel", Lists(list(rows))), words)


@pytest.mark.parametrize(
    ("query", "english", "chinese"),
    [
        (
            OrderQuery(status="runing"),
            "There is no status “runing”. Did you mean: running? Known: completed, running.",
            "没有状态“runing”。您是否指：running？已知的有：completed、running。",
        ),
        (
            OrderQuery(stage="zzz", status="running"),
            "There is no stage “zzz”. Known: review.",
            "没有阶段“zzz”。已知的有：review。",
        ),
        (
            OrderQuery(process="sales"),
            "There is no process “sales”. Did you mean: sale? Known: sale.",
            "没有流程“sales”。您是否指：sale？已知的有：sale。",
        ),
    ],
)
async def test_unknown_filter_is_told_with_the_known_values(
    query: OrderQuery, english: str, chinese: str
) -> None:
    # given / when
    with pytest.raises(UnknownNameError) as caught:
        await orders_of(Words()).list(query)

    # then
    assert sentence(caught.value.refusal, "en") == english
    assert sentence(caught.value.refusal, "zh") == chinese


async def test_nothing_of_something_known_is_an_empty_list() -> None:
    # given / when
    rows = await orders_of(Words()).list(OrderQuery(status="completed", stage="review"))

    # then
    assert rows == []


async def test_what_nobody_has_named_may_be_anything() -> None:
    # given / when
    rows = await orders_of(Words()).list(OrderQuery(waits_for="erp"))  # the vocabulary knows no systems

    # then
    assert rows == []


async def test_a_list_with_rows_asks_for_no_vocabulary() -> None:
    # given
    words = Words()

    # when
    rows = await orders_of(words, "a row").list(OrderQuery(status="running"))

    # then
    assert len(rows) == 1
    assert words.asked == []


async def test_tasks_of_a_group_that_does_not_exist_are_no_empty_list() -> None:
    # given
    inbox = Inbox(cast("ReadModel", Lists()), Words())

    # when
    none = await inbox.of(["finance"], None, 10)
    with pytest.raises(UnknownNameError) as caught:
        await inbox.of(["finance", "nobody"], None, 10)

    # then
    assert none == []
    assert sentence(caught.value.refusal, "en") == "There is no group “nobody”. Known: finance."
