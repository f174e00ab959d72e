"""What records mean for the read model."""

from application.read_model import changes_of
from tests.support.runs import Run, a_run

REVIEW = """
    flow:
      - id: both
        type: parallelGateway
        branches:
          - [{id: review, type: userTask, candidateGroups: [clerks], outcomes: [accept],
              due: {in: PT4H, pausedBy: [ask]}}]
          - [TASK(ask), TASK(behind)]
    """


def dues(run: Run) -> list[object]:
    """Every value that the due date of the review takes in the read model."""
    changes = changes_of(run.process, run.state, run.records)
    return [task.columns["due"] for task in changes.tasks if "review" in task.id and "due" in task.columns]


def test_due_date_goes_while_the_deadline_stands_still_and_comes_back_later() -> None:
    run = a_run(REVIEW)
    begun = run.time

    run.wait("P1D").complete("ask")

    assert dues(run) == [begun.replace(hour=14), None, begun.replace(day=6, hour=14)]
