"""User tasks: who may do what, what expressions see, what is written."""

import pytest

from engine.interpreter import Actor
from engine.interpreter.stimuli import CompletionReceived
from tests.support.runs import MONDAY, a_run

REVIEW = (
    "{id: review, type: userTask, candidateGroups: [clerks], outcomes: [accept, reject], output: decided}"
)
ONE = f"variables: {{decided: {{initial: null}}}}\nflow: [{REVIEW}, TASK(behind)]"


def test_task_is_shown_to_expressions_from_opening_to_completion() -> None:
    run = a_run(ONE)
    opened = run.see("[review.state, review.outcome, review.by, review.entries]")

    run.claim("review").wait("PT5M").complete("review", "accept", why="fine")

    assert opened == ["open", None, None, 1]
    assert run.see("review.opened") == run.see("review.claimed") == MONDAY
    assert run.see("[review.state, review.outcome, review.by]") == ["completed", "accept", "ann"]
    assert run.see("string(review.completed - review.opened)") == "PT5M"
    assert run.see("review.data.why") == "fine"


def test_result_is_outcome_data_and_who() -> None:
    run = a_run(ONE).complete("review", "reject", by="bob", why="dear")

    assert run.see("decided") == {"outcome": "reject", "data": {"why": "dear"}, "by": "bob"}


@pytest.mark.parametrize(
    ("by", "outcome", "refused"),
    [
        ("ann", "accept", None),
        ("sue", "accept", "task_not_candidate"),
        ("ann", "maybe", "task_unknown_outcome"),
    ],
)
def test_completion_is_for_candidates_and_has_a_declared_outcome(
    by: str, outcome: str, refused: str | None
) -> None:
    run = a_run(ONE).complete("review", outcome, by=by)

    assert run.refused == refused


def test_claimed_task_belongs_to_its_assignee_until_it_is_released() -> None:
    run = a_run(ONE).claim("review", "ann")

    refused = [run.claim("review", "bob").refused, run.complete("review", "accept", by="bob").refused]
    run.release("review", "ann").complete("review", "accept", by="bob")

    assert refused == ["task_taken", "task_taken"]
    assert run.see("review.by") == "bob"


def test_claiming_ones_own_task_again_changes_nothing() -> None:
    run = a_run(ONE).claim("review").claim("review")

    assert run.refused is None
    assert run.kinds().count("UserTaskClaimed") == 1


def test_only_the_assignee_releases_and_delegates() -> None:
    run = a_run(ONE).claim("review", "ann")

    assert run.release("review", "bob").refused == "task_not_yours"
    assert run.delegate("review", to="sue", by="bob").refused == "task_not_yours"


def test_delegated_task_comes_back_to_its_owner_with_a_proposal() -> None:
    run = a_run(ONE).claim("review", "ann").delegate("review", to="sue", by="ann")

    run.complete("review", "reject", by="sue", why="too dear")
    returned, task = run.last.answer, run.task("review")
    run.complete("review", "accept", by="ann")

    assert returned["status"] == "returned"
    assert (task["assignee"], task["proposal"]["outcome"]) == ("ann", "reject")
    assert run.see("review.by") == "ann"
    assert run.see("review.actors") == ["sue", "ann"]


@pytest.mark.parametrize(("to", "refused"), [("ann", "task_delegate_to_self"), ("bob", None)])
def test_task_is_not_delegated_to_oneself(to: str, refused: str | None) -> None:
    run = a_run(ONE).claim("review", "ann").delegate("review", to=to, by="ann")

    assert run.refused == refused


def test_delegated_task_is_not_delegated_further() -> None:
    run = a_run(ONE).claim("review").delegate("review", to="bob").delegate("review", to="sue", by="bob")

    assert run.refused == "task_delegated_already"


def test_substitute_acts_for_the_assignee_and_both_are_remembered() -> None:
    run = a_run(ONE).claim("review", "ann")
    substitute = Actor("zoe", (), on_behalf_of="ann")

    run.feed(
        CompletionReceived(id="z", time=run.time, actor=substitute, task="R-1/review#1", outcome="accept")
    )

    assert run.see("[review.by, review.onBehalfOf]") == ["zoe", "ann"]
    assert run.see("review.actors") == ["zoe", "ann"]


APPROVALS = """
    variables: {votes: {initial: null}}
    flow:
      - id: approve
        type: userTask
        candidateGroups: [clerks]
        outcomes: [yes, no]
        multiInstance: {in: '=["ann", "bob"]', as: who, key: =who, collect: =result.outcome}
        output: votes
      - {id: second, type: userTask, candidateGroups: [clerks, managers], outcomes: [done],
         exclude: [approve]}
    """.replace("[yes, no]", '["yes", "no"]')


def test_instances_of_a_task_are_shown_around_it() -> None:
    run = a_run(APPROVALS)
    opened = run.see("approve.instances.state")

    run.complete("approve[bob]", "no", by="bob").complete("approve[ann]", "yes", by="ann")

    assert opened == ["open", "open"]
    assert run.see("approve.instances.key") == ["ann", "bob"]
    assert run.see("approve.instances.outcome") == ["yes", "no"]
    assert run.see('count(approve.instances[outcome = "no"])') == 1
    assert run.see("votes") == ["yes", "no"]


def test_everybody_who_acted_in_any_instance_is_excluded() -> None:
    run = a_run(APPROVALS)

    run.complete("approve[ann]", "yes", by="ann").complete("approve[bob]", "yes", by="bob")

    assert run.complete("second", by="ann").refused == "task_excluded"
    assert run.complete("second", by="max").status == "completed"


def test_entered_again_it_is_a_new_task_and_the_old_name_points_to_it() -> None:
    run = a_run("""
        flow:
          - TASK(first, again, done)
          - id: once_more
            type: exclusiveGateway
            branches: [{when: 'first.outcome = "again"', flow: [{goto: first}]}]
            default: []
        """)

    run.complete("first", "again").complete_task("R-1/first#1", "done")

    assert run.refused == "task_reopened"
    assert run.refusal.details["current"] == "R-1/first#2"


def test_second_of_two_completions_is_refused() -> None:
    run = a_run(ONE).complete("review", "accept", by="bob").complete_task("R-1/review#1", "reject")

    assert run.refused == "task_not_open"  # the read model adds who was first
    assert run.see("review.by") == "bob"


def test_task_inside_scopes_has_its_path_in_its_name() -> None:
    run = a_run("""
        flow:
          - id: lines
            type: subProcess
            multiInstance: {in: '=["a"]', as: line, key: =line}
            flow: [{id: inner, type: subProcess, flow: [TASK(pick)]}]
        """)

    assert run.task("pick")["task"] == "R-1/lines[a]/inner/pick#1"


@pytest.mark.parametrize(("output", "shown"), [("", None), (", skipOutcome: accept", "accept")])
def test_skipped_task_has_no_timers_no_log_and_the_declared_outcome(output: str, shown: str | None) -> None:
    run = a_run(f"""
        flow:
          - {{id: review, type: userTask, candidateGroups: [clerks], outcomes: [accept],
             due: PT1H, skipWhen: true, compensation: [TASK(undo)]{output}}}
          - TASK(behind)
        """)

    assert run.see("review.state") == "skipped"
    assert run.see("review.outcome") == shown
    assert not run.state.timers
    assert not {"CompensationLogged", "TimerSet"} & set(run.kinds())


def test_skipped_entry_does_not_forget_who_acted_before() -> None:
    run = a_run("""
        variables: {n: {initial: 0}}
        flow:
          - {id: first, type: userTask, candidateGroups: [clerks], outcomes: [done], skipWhen: n > 0}
          - SET(count_up, {n: =n + 1})
          - TASK(look)
          - id: once_more
            type: exclusiveGateway
            branches: [{when: n = 1, flow: [{goto: first}]}]
            default: []
        """)

    run.complete("first", by="bob").complete("look")

    assert run.see("[first.state, first.actors]") == ["skipped", ["bob"]]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("candidateGroups: =null", "NULL_VALUE"),
        ("candidateGroups: =5", "NOT_PEOPLE"),
        ("assignee: =null", "NULL_VALUE"),
        ('candidateUsers: [ann], priority: ="x"', "NOT_A_NUMBER"),
    ],
)
def test_task_whose_people_cannot_be_worked_out_is_an_incident(field: str, code: str) -> None:
    run = a_run(f"flow: [{{id: ask, type: userTask, {field}, outcomes: [done]}}]")

    assert run.incidents() == [("ask", code)]


def test_assigned_task_is_for_its_assignee() -> None:
    run = a_run("flow: [{id: ask, type: userTask, assignee: '=\"zoe\"', outcomes: [done]}]")

    assert run.complete("ask", by="ann").refused == "task_not_candidate"
    assert run.complete("ask", by="zoe").status == "completed"
