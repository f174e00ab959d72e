"""Four eyes that leave nobody, mended by a manager on the command line."""

import pytest

from tests.contract.cli.conftest import CommandLine


def test_manager_names_who_decides_where_four_eyes_leave_nobody(orderflow: CommandLine) -> None:
    # given: the only manager has reviewed it
    number = orderflow.submit("nobody-left", process="four-eyes-order")
    orderflow("task", "complete", f"{number}/review", "done", "--as", "feng.tao")
    resolve = ("incident", "resolve", number, "appoint", "--as", "feng.tao", "--to")

    # when
    shown = orderflow("order", "show", number, "--as", "alice.brown").out
    himself, nobody = orderflow(*resolve, "feng.tao"), orderflow(*resolve, "richard")
    named = orderflow(*resolve, "richard.stone", "--reason", "on leave")

    # then
    assert "Four eyes leave nobody" in shown
    assert f"orderflow incident resolve {number} appoint --instance" in shown
    assert "feng.tao 不能处理任务" in himself.err
    assert "richard.stone" in nobody.err
    assert named.out == f"{number}: 任务已交由您指定的人处理\n"
    assert [task["assignee"] for task in orderflow("tasks", "--order", number, "--json").json] == [
        "richard.stone"
    ]
    orderflow("task", "complete", f"{number}/approve", "approve", "--as", "richard.stone")
    assert orderflow.shown(number)["status"] == "completed"
    assert (
        "“Approve” opened for richard.stone" in orderflow("order", "show", number, "--as", "alice.brown").out
    )


@pytest.mark.parametrize("options", [["appoint"], ["retry", "--to", "richard.stone"]])
def test_appointing_goes_with_a_person(orderflow: CommandLine, options: list[str]) -> None:
    assert orderflow("incident", "resolve", "D-1", *options, "--as", "feng.tao").status == 2
