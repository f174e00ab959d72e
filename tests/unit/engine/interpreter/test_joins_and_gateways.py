"""Gateways: which branches are taken, and when they join."""

import pytest

from tests.support.runs import Run, a_run


def test_end_ends_its_branch_and_a_join_counts_it_as_arrived() -> None:
    run = a_run("""
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [{type: end}]
              - [TASK(work)]
          - TASK(stay)
        """)

    run.complete("work")

    assert run.active() == ["stay"]


def test_path_behind_a_join_ends_when_all_its_branches_ended() -> None:
    run = a_run("""
        flow:
          - id: both
            type: parallelGateway
            branches:
              - [{type: end}]
              - - TASK(work)
                - id: out
                  type: exclusiveGateway
                  branches: [{when: true, flow: [{type: end}]}]
                  default: []
          - TASK(never)
        """)

    run.complete("work")

    assert run.status == "completed"


JOIN = """
    flow:
      - id: split
        type: parallelGateway
        join: JOIN
        branches:
          - [TASK(a), BEHIND]
          - [TASK(b), BEHIND]
          - [TASK(c)]
      - TASK(stay)
    """


def joining(join: str, behind: str = "") -> Run:
    return a_run(JOIN.replace("join: JOIN", f"join: {join}").replace(", BEHIND", behind))


@pytest.mark.parametrize(("join", "needed"), [("any", ["b"]), ("2", ["b", "c"]), ("all", ["b", "c", "a"])])
def test_join_goes_on_when_enough_branches_have_arrived_and_cancels_the_rest(
    join: str, needed: list[str]
) -> None:
    run = joining(join)

    for branch in needed[:-1]:
        run.complete(branch)
    waiting = "stay" not in run.active()
    run.complete(needed[-1])

    assert waiting
    assert run.active() == ["stay"]


def test_join_that_can_no_longer_be_met_raises_an_error_that_a_person_can_resolve() -> None:
    run = joining("2", ", {type: end}")

    run.complete("a").complete("b")
    incidents = run.incidents()
    run.complete("c").resolve("split", "skip")

    assert incidents == [("split", "UNCAUGHT_ERROR")]
    assert run.active() == ["stay"]


def test_join_error_can_be_handled_around_it() -> None:
    run = a_run("""
        flow:
          - id: inner
            type: subProcess
            flow:
              - id: split
                type: parallelGateway
                join: 2
                branches: [[{type: end}], [TASK(a)]]
            onEvent: [{error: JOIN_UNREACHABLE, flow: []}]
          - TASK(stay)
        """)

    assert run.active() == ["stay"]


@pytest.mark.parametrize(("n", "taken"), [(1, ["one"]), (2, ["two"]), (3, ["other"])])
def test_exclusive_gateway_takes_the_first_branch_that_holds_else_the_default(
    n: int, taken: list[str]
) -> None:
    run = a_run(
        """
        input: {n: any}
        flow:
          - id: which
            type: exclusiveGateway
            branches:
              - {when: n = 1, flow: [TASK(one)]}
              - {when: n < 3, flow: [TASK(two)]}
            default: [TASK(other)]
        """,
        {"n": n},
    )

    assert run.active() == taken


INCLUSIVE = """
    input: {n: any}
    flow:
      - id: which
        type: inclusiveGateway
        branches:
          - {when: n > 1, flow: [TASK(one)]}
          - {when: n > 2, flow: [TASK(two)]}
        default: [TASK(other)]
      - TASK(stay)
    """


@pytest.mark.parametrize(("n", "taken"), [(1, ["other"]), (2, ["one"]), (3, ["one", "two"])])
def test_inclusive_gateway_takes_all_branches_that_hold_and_joins_those(n: int, taken: list[str]) -> None:
    run = a_run(INCLUSIVE, {"n": n})
    active = run.active()

    for branch in taken:
        run.complete(branch)

    assert active == taken
    assert run.active() == ["stay"]


def test_gateway_without_a_branch_that_holds_is_an_incident() -> None:
    run = a_run("""
        flow:
          - {id: which, type: exclusiveGateway, branches: [{when: "1 > 2", flow: []}], default: none}
          - TASK(stay)
        """)

    assert run.incidents() == [("which", "NO_BRANCH")]
    assert run.resolve("which", "skip").active() == ["stay"]


def test_null_in_a_condition_is_an_incident_that_names_the_expression() -> None:
    run = a_run(
        """
        input: {order: any}
        flow:
          - {id: which, type: exclusiveGateway, branches: [{when: order.total > 100, flow: []}], default: []}
        """,
        {"order": {}},
    )

    assert run.incidents() == [("which", "NULL_VALUE")]
    assert "order.total" in str(run.incident("which")["message"])
