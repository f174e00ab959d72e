"""What is ordered now is what the records have made of the order, and what lines note on their way is not."""

from decimal import Decimal
from typing import Any

import pytest

from application.order_data import Ordered, order_data, ordered, ordered_anew
from application.read_model import Changes, changes_of
from engine.values import Value
from tests.support.runs import Run, a_run

LINES: list[Any] = [{"id": "1", "quantity": 2}, {"id": "2", "quantity": 5}]
ORDER: Value = {"lines": LINES, "total": 70}
CHANGES = {
    "a removed line": ("order.lines: '=order.lines[quantity < 3]', order.total: 20", ["1"], 20),
    "a line with another quantity": ("order.lines: '=[{id: \"1\", quantity: 3}]'", ["1"], 70),
    "another total": ("order.total: 69.50", ["1", "2"], Decimal("69.50")),
    "another order": ("order: '={lines: [], total: 0}'", [], 0),
}


def a_changing_run(change: str, behind: str = ", TASK(last)") -> Run:
    flow = f"[TASK(first), SET(change, {{{change}}}){behind}]"
    return a_run(f"input: {{order: any}}\nflow: {flow}", {"order": ORDER})


def changes_behind(run: Run, records: int, before: Value = ORDER) -> Changes:
    return changes_of(run.process, run.state, run.records[records:], before)


@pytest.mark.parametrize("behind", [", TASK(last)", ""], ids=["goes on", "ends with it"])
@pytest.mark.parametrize(("change", "lines", "total"), CHANGES.values(), ids=CHANGES)
def test_what_a_segment_changes_in_an_order_is_what_is_ordered_now(
    change: str, lines: list[str], total: Any, behind: str
) -> None:
    # given
    run = a_changing_run(change, behind)
    first = len(run.records)

    # when
    run.complete("first")

    # then
    found = changes_behind(run, first).ordered
    assert found is not None
    assert [line["id"] for line in found.lines] == lines
    assert found.total == total
    assert run.state.over is (behind == "")


def test_a_change_in_the_segment_that_starts_the_order_counts_from_what_was_received() -> None:
    # given / when
    run = a_run("input: {order: any}\nflow: [SET(change, {order.total: 1}), TASK(last)]", {"order": ORDER})
    other = a_run("input: {order: any}\nflow: [TASK(last)]", {"order": ORDER})

    # then
    assert changes_behind(run, 0, before=None).ordered == Ordered(LINES, Decimal(1))
    assert changes_behind(other, 0, before=None).ordered is None


@pytest.mark.parametrize(
    "change",
    [
        'order.lines: \'=for l in order.lines return context put(l, "promised", date("2026-03-02"))\'',
        "order.lines: =order.lines, order.total: 70.00",
        "order.on_hold: true",
    ],
)
def test_what_leaves_the_goods_alone_changes_nothing_that_is_ordered(change: str) -> None:
    # given
    run = a_changing_run(change)
    first = len(run.records)

    # when
    run.complete("first")

    # then
    assert changes_behind(run, first).ordered is None
    assert order_data(run.records).revisions == []


def test_what_a_line_notes_of_its_way_is_shown_with_it_and_is_no_revision() -> None:
    # given
    run = a_run(
        """
        input: {order: any}
        flow:
          - id: lines
            type: subProcess
            multiInstance: {in: =order.lines, as: line, key: =line.id, follow: true}
            flow: [SET(note, {line.got: =line.quantity, line.promised: '=date("2026-03-02")'}), TASK(x)]
        """,
        {"order": ORDER},
    )

    # when
    data = order_data(run.records)

    # then
    assert [line["got"] for line in data.lines] == [2, 5]
    assert data.revisions == []
    assert ordered_anew(None, run.records) is None
    assert data.ordered == ordered(ORDER)


def test_a_line_that_is_taken_out_of_the_collection_it_is_followed_in_is_a_revision() -> None:
    # given
    run = a_run(
        """
        input: {order: any}
        flow:
          - id: lines
            type: subProcess
            multiInstance: {in: =order.lines, as: line, key: =line.id, follow: true}
            flow: [TASK(x), SET(drop, {line.quantity: 0}), TASK(y)]
        """,
        {"order": ORDER},
    )
    first = len(run.records)

    # when
    run.complete("x")

    # then
    found = changes_behind(run, first).ordered
    assert found is not None
    assert [line["quantity"] for line in found.lines] == [0, 5]
    assert [revision.lines for revision in order_data(run.records).revisions] == [1]


def test_what_a_called_order_has_ordered_counts_with_the_one_at_the_top() -> None:
    # given
    run = a_changing_run("order.total: 1")
    first = len(run.records)
    run.complete("first")

    # when
    run.state.number += ".1"

    # then
    assert changes_behind(run, first).ordered is None
