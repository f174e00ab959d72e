"""What an order kept for later and never took, from its records."""

from application.left_over import left_over
from tests.support.runs import a_run

PAYMENTS = """
    messages: {paid: {early: keep, timeToLive: P2D}}
    flow: [TASK(before), {id: wait, type: message, message: paid}, TASK(stay)]
    """


def test_messages_that_the_order_never_took_are_left_over_at_its_end() -> None:
    run = a_run(PAYMENTS).complete("before").message("paid", {"amount": 1})
    kept_at = run.time
    run.message("paid", {"amount": 2}).wait("PT1H").complete("stay")

    (left,) = left_over(run.records)

    assert (left.message, left.content) == ("paid", {"amount": 2})
    assert (left.kept_at, left.given_up_at) == (kept_at, run.time)


def test_messages_whose_time_was_over_are_left_over_too() -> None:
    run = a_run(PAYMENTS).message("paid", {"amount": 1}).wait("P3D").complete("before")

    assert [left.content for left in left_over(run.records)] == [{"amount": 1}]


def test_messages_of_an_order_that_goes_on_are_not_left_over() -> None:
    assert left_over(a_run(PAYMENTS).message("paid", {"amount": 1}).records) == []
