"""User tasks that exclude people: who is, who decides when nobody is left, where no rung may lead."""

import pytest

from tests.support.runs import a_run

FOUR_EYES = """
    input: {order: any}
    flow:
      - {id: first, type: userTask, candidateGroups: [clerks], outcomes: [done]}
      - {id: second, type: userTask, candidateGroups: [GROUP], outcomes: [done],
         exclude: [first, =order.createdBy]}
    """


def test_exclude_covers_the_people_of_other_tasks_and_of_expressions() -> None:
    run = a_run(FOUR_EYES.replace("GROUP", "clerks, managers"), {"order": {"createdBy": "max"}})

    run.complete("first", by="ann")

    assert run.complete("second", by="ann").refused == "task_excluded"
    assert run.complete("second", by="max").refused == "task_excluded"
    assert run.complete("second", by="bob").status == "completed"


def test_task_for_which_nobody_is_left_is_an_incident_when_it_opens() -> None:
    run = a_run(FOUR_EYES.replace("GROUP", "managers"), {"order": {"createdBy": "max"}})

    run.complete("first")

    assert run.incidents() == [("second", "NOBODY_LEFT")]
    assert run.resolve("second", "correct", **{"order.createdBy": "zoe"}).active() == ["second"]


def test_manager_names_who_decides_where_four_eyes_leave_nobody() -> None:
    run = a_run(FOUR_EYES.replace("GROUP", "managers"), {"order": {"createdBy": "max"}}).complete("first")

    run.appoint("second", "zoe")
    task = dict(run.task("second"))
    run.release("second", "zoe").complete("second", by="zoe")

    assert (task["assignee"], task["users"], task["excluded"]) == ("zoe", ["zoe"], ["ann", "max"])
    assert run.status == "completed"


def test_nobody_is_named_whom_four_eyes_exclude() -> None:
    run = a_run(FOUR_EYES.replace("GROUP", "managers"), {"order": {"createdBy": "max"}}).complete("first")

    refused = [run.appoint("second", person).refused for person in ("ann", "max", None)]

    assert refused == ["task_excluded", "task_excluded", "appointed_nobody"]
    assert run.incidents() == [("second", "NOBODY_LEFT")]


def test_decision_for_which_nobody_is_left_is_not_skipped() -> None:
    run = a_run(FOUR_EYES.replace("GROUP", "managers"), {"order": {"createdBy": "max"}}).complete("first")

    assert run.resolve("second", "skip").refused == "four_eyes_skipped"
    assert run.incidents() == [("second", "NOBODY_LEFT")]


def test_nobody_is_named_for_what_failed_otherwise() -> None:
    run = a_run("""
        input: {who: any}
        flow: [{id: review, type: userTask, assignee: =who, candidateGroups: [clerks], outcomes: [done]}]
        """)

    assert len(run.incidents()) == 1
    assert run.appoint("review", "zoe").refused == "incident_not_for_appointing"


LADDER = """
    flow:
      - {id: first, type: userTask, candidateGroups: [managers], outcomes: [done]}
      - {id: second, type: userTask, candidateGroups: [clerks], outcomes: [done], exclude: [first],
         escalation: [{after: {in: PT1H}, reassign: [GROUP]}]}
    """


@pytest.mark.parametrize(("group", "left"), [("managers", ["clerks"]), ("sales", ["sales"])])
def test_rung_does_not_hand_a_task_to_those_whom_four_eyes_exclude(group: str, left: list[str]) -> None:
    run = a_run(LADDER.replace("GROUP", group)).complete("first", by="max").claim("second", by="bob")

    run.wait("PT1H")

    assert run.task("second")["groups"] == left
    assert run.task("second").get("notified") == ([group] if left == ["clerks"] else None)


def test_delegates_and_everybody_who_acted_in_any_entry_are_excluded() -> None:
    run = a_run("""
        flow:
          - TASK(first, again, done)
          - id: once_more
            type: exclusiveGateway
            branches: [{when: 'first.outcome = "again"', flow: [{goto: first}]}]
            default: []
          - {id: second, type: userTask, candidateGroups: [clerks, managers], outcomes: [done],
             exclude: [first]}
        """)

    run.complete("first", "again", by="ann").complete("first", "done", by="bob")

    assert run.task("second")["excluded"] == ["ann", "bob"]
