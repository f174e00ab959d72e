"""Messages, cancelling, incidents, timelines and replays of real orders."""

import pytest

from tests.contract.cli.conftest import CommandLine
from tests.support.waiting import eventually

PAID = '{"amount": 60, "reference": "T-1"}'


def test_message_is_delivered_kept_or_known_already(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("messages")

    # when
    early = orderflow("message", number, "paid", PAID)
    again = orderflow("message", number, "paid", PAID)
    wrong = orderflow("message", number, "paid", "amount=0")
    unknown = orderflow("message", number, "payed", PAID)

    # then
    assert early.out == f"{number} paid: kept until the order waits for it\n"
    assert again.out == f"{number} paid: known already; nothing has changed\n"
    assert "amount must be more than 0" in wrong.err
    assert "reference is missing" in wrong.err
    assert "knows no message “payed”. It knows: cancel_requested, paid." in unknown.err


def test_message_is_refused_to_those_whom_the_definition_does_not_name(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("senders")

    # when
    clerk = orderflow("message", number, "paid", PAID, "--as", "lin.mei")
    program = orderflow("message", number, "cancel_requested", "reason=no")
    finance = orderflow("message", number, "paid", PAID, "--as", "olivia.evans")

    # then
    assert clerk.err == "lin.mei 无权向该订单发送消息“paid”，可由以下用户组发送：finance、system。\n"
    assert "system may not send “cancel_requested” to this order" in program.err
    assert (clerk.status, program.status, finance.status) == (1, 1, 0)
    kept = orderflow("order", "show", number, "--json").json["refusals"]
    assert [row["code"] for row in kept] == ["message_not_allowed", "message_not_allowed"]
    assert {row["text"] for row in kept} == {clerk.err.strip(), program.err.strip()}


def test_cancelling_takes_a_right_and_is_refused_in_the_definitions_words(orderflow: CommandLine) -> None:
    # given
    number = orderflow.accepted("cancel-late")
    orderflow("incident", "resolve", number, "correct", "--set", "wanted=2", "--as", "feng.tao")
    orderflow("message", number, "paid", PAID)

    # when
    stranger = orderflow("order", "cancel", number, "--reason", "no", "--as", "ma.chao")
    clerk = orderflow("order", "cancel", number, "--reason", "no", "--as", "lin.mei")

    # then
    assert "ma.chao 无权向该订单发送消息“cancel_requested”" in stranger.err
    assert clerk.err == "已付款，不能取消\n"
    assert (stranger.status, clerk.status) == (1, 1)


def test_cancelled_order_is_closed_for_everything(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("cancel")

    # when
    said = orderflow("order", "cancel", number, "--reason", "changed my mind", "--as", "alice.brown")
    after = orderflow("message", number, "paid", PAID, "--as", "olivia.evans")

    # then
    assert said.out == f"{number}: the order is being cancelled\n"
    assert after.err == f"Order {number} has ended (cancelled); nothing can be done with it any more.\n"
    timeline = orderflow("order", "show", number).out
    assert "order ended: Cancelled" in timeline
    assert "(by alice.brown)  “changed my mind”" in timeline


def test_incident_is_resolved_by_those_who_may(orderflow: CommandLine) -> None:
    # given
    number = orderflow.accepted("incident")
    (incident,) = orderflow("incident", "list", number, "--json").json

    # when
    clerk = orderflow("incident", "resolve", number, "skip", "--as", "lin.mei")
    corrected = orderflow(
        "incident", "resolve", number, "correct", "--set", "wanted=2", "--reason", "typo", "--as", "feng.tao"
    )

    # then
    assert incident["element"] == "enough"
    assert "it-operations" in clerk.err
    assert corrected.status == 0
    assert orderflow("incident", "list", number, "--json").json == []
    assert orderflow.shown(number)["stage"] == "payment"


def test_incident_that_comes_straight_back_is_said_to(orderflow: CommandLine) -> None:
    # given
    number = orderflow.accepted("incident-back")

    # when
    english = orderflow("incident", "resolve", number, "retry", "--as", "feng.tao")
    corrected = orderflow("incident", "resolve", number, "correct", "--set", "wanted=2", "--as", "feng.tao")

    # then
    back = english.out.splitlines()[1]
    assert back.startswith("同一异常随即再次发生")
    assert "(enough: " in back
    assert corrected.out == f"{number}: 已更正并重试\n"


def test_unknown_order_is_refused_with_similar_numbers(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("similar")

    # when
    commands = (("order", "show"), ("replay",), ("clock", "move"))
    said = [orderflow(*command, f"{number[:-1]}x") for command in commands]

    # then
    assert all(one.status == 1 for one in said)
    assert all("There is no order" in one.err for one in said)
    assert all(number[:-1] in one.err for one in said)


def test_clock_of_a_real_order_cannot_be_moved(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("real")

    # when
    said = orderflow("clock", "move", number)

    # then
    assert said.err.startswith(f"Order {number} runs by the real clock")


def test_number_may_be_typed_in_small_letters(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("small-letters")

    # when
    shown = orderflow("order", "show", number.lower(), "--json")
    tasks = orderflow("tasks", "--order", number.lower(), "--json")
    claimed = orderflow("task", "claim", f"{number.lower()}/review", "--as", "alice.brown")

    # then
    assert shown.json["page"]["order"]["number"] == number
    assert [row["id"] for row in tasks.json] == [f"{number}/review#1"]
    assert claimed.status == 0


def test_server_that_is_away_is_said_in_a_line(
    orderflow: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    number = orderflow.submit("away")
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")

    # when
    said = orderflow("message", number, "paid", PAID)

    # then
    assert said.status == 3
    assert "make run" in said.err
    assert len(said.err.splitlines()) == 1


def test_database_that_is_away_is_said_in_a_line(
    orderflow: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")

    # when
    said = [orderflow(*command) for command in (("orders",), ("tasks", "--as", "lin.mei"))]

    # then
    assert [one.status for one in said] == [3, 3]
    assert all("The database does not answer" in one.err for one in said)
    assert all(len(one.err.splitlines()) == 1 for one in said)


def test_database_that_freezes_is_said_in_a_line(orderflow: CommandLine) -> None:
    # given
    orderflow.stack.pause("postgres")

    # when
    try:
        said = orderflow("orders")
    finally:
        orderflow.stack.resume("postgres")

    # then
    assert said.status == 3
    assert "The database does not answer" in said.err
    assert orderflow("orders").status == 0


def test_wish_that_nobody_answers_can_be_repeated_under_its_id(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("patience")
    complete = ("task", "complete", f"{number}/review", "accept", "--data", "note=x", "--as", "alice.brown")
    orderflow.stack.pause("worker")

    # when
    try:
        unanswered = orderflow(*complete)
    finally:
        orderflow.stack.resume("worker")
    id_ = unanswered.err.split("--id ")[1].split(";")[0]
    repeated = orderflow(*complete, "--id", id_)
    again = orderflow(*complete, "--id", id_)

    # then
    assert unanswered.status == 3
    assert "Not yet recorded" in unanswered.err
    assert (repeated.status, again.status) == (0, 0)
    assert orderflow.open_tasks(number) == ["approve"]


def test_records_are_shown_raw(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("raw")

    # when
    records = eventually(lambda: orderflow("order", "show", number, "--records").json)

    # then
    assert [record["seq"] for record in records] == list(range(1, len(records) + 1))
    assert records[0]["change"]["number"] == number
