"""Lists of orders and tasks: what narrows them, what nothing can fit, and where they end."""

import pytest

from tests.contract.cli.conftest import CommandLine


def test_order_list_finds_an_order_by_its_external_number(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("needle")

    # when
    found = orderflow("orders", "needle", "--json").json
    table = orderflow("orders", "--stage", "review", "--limit", "1000").out

    # then
    assert [row["number"] for row in found] == [number]
    assert number in table


@pytest.mark.parametrize("command", [("orders", "--children"), ("tasks", "--all")])
def test_list_that_ends_at_its_limit_says_so_to_people_and_beside_what_programs_read(
    orderflow: CommandLine, command: tuple[str, ...]
) -> None:
    # given
    for name in ("first", "second"):
        orderflow.submit(f"{command[0]}-{name}")

    # when
    cut = orderflow(*command, "--limit", "1")
    raw = orderflow(*command, "--limit", "1", "--json")
    whole = orderflow(*command, "--limit", "1000")

    # then
    assert cut.out.splitlines()[-1] == "There may be more; --limit shows them."
    assert len(raw.json) == 1
    assert raw.err == "There may be more; --limit shows them.\n"
    assert "--limit" not in whole.out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("orders", "--status", "runing"), "There is no status “runing”. Did you mean: running"),
        (("orders", "--stage", "revew", "--json"), "There is no stage “revew”. Did you mean: review?"),
        (("orders", "--process", "desk"), "There is no process “desk”. Did you mean: desk-order?"),
        (("tasks", "--group", "order-clerk"), "There is no group “order-clerk”. Did you mean: order-clerks"),
        (("orders", "--stage", "revew", "--as", "lin.mei"), "没有阶段“revew”。您是否指：review？"),
    ],
)
def test_filter_that_nothing_can_fit_is_wrong_usage(
    orderflow: CommandLine, command: tuple[str, ...], said: str
) -> None:
    # given / when
    unknown = orderflow(*command)

    # then
    assert (unknown.status, unknown.out) == (2, "")
    assert unknown.err.startswith(said)


def test_filter_that_nothing_fits_just_now_gives_an_empty_list(orderflow: CommandLine) -> None:
    # given / when
    nothing = orderflow("orders", "--status", "rejected", "--channel", "none", "--json")

    # then
    assert (nothing.status, nothing.json) == (0, [])


def test_lists_of_an_order_that_does_not_exist_are_refused(orderflow: CommandLine) -> None:
    # given / when
    commands = (("tasks", "--order"), ("incident", "list"))
    said = [orderflow(*command, "X-9999") for command in commands]

    # then
    assert [one.status for one in said] == [1, 1]
    assert {one.err for one in said} == {
        "There is no order X-9999. `orderflow orders` lists them.\n"  # and nothing is similar
    }
