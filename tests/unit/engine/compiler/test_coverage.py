"""A calendar that ends soon is told before a deadline has no date."""

from datetime import UTC, datetime

import pytest

from engine.compiler import calendars_ending
from tests.support.processes import compiled

LONG_BEFORE = datetime(2026, 3, 2, tzinfo=UTC)  # the calendar ends with the year
TASK = "{{id: ask, type: userTask, candidateGroups: [clerks], outcomes: [done]{0}}}"


def warnings(deadline: str, now: datetime, head: str = "") -> list[str]:
    library = compiled(f"calendar: shop\n{head}flow: [{TASK.format(deadline)}]\n")
    assert not library.errors, library.errors
    return [finding.message for finding in calendars_ending(library, now)]


DUE = ", due: {in: P2D, working: true}"


@pytest.mark.parametrize(("now", "told"), [("2026-10-02", False), ("2026-10-03", True), ("2027-02-01", True)])
def test_calendar_in_use_is_told_of_from_ninety_days_before_its_end(now: str, *, told: bool) -> None:
    assert bool(warnings(DUE, datetime.fromisoformat(now).replace(tzinfo=UTC))) is told


def test_warning_names_calendar_last_day_users_and_cure() -> None:
    library = compiled(f"calendar: shop\nflow: [{TASK.format(DUE)}]\n")

    (finding,) = calendars_ending(library, datetime(2026, 12, 1, tzinfo=UTC))

    assert (finding.code, finding.severity, finding.file) == ("calendar-ends-soon", "warning", "shop.yaml")
    assert "`shop` ends on 2026-12-31" in finding.message
    assert "sample@1" in finding.message
    assert "2027" in finding.cure


@pytest.mark.parametrize(
    ("deadline", "head"),
    [
        (", due: {in: P230D, working: true}", ""),
        (", escalation: [{after: {in: P230D, working: true}, notify: [managers]}]", ""),
        ("", "onEvent: [{timer: {in: P230D, working: true}, interrupting: false, flow: []}]\n"),
    ],
)
def test_calendar_that_ends_before_a_deadline_is_due_is_told_of_at_any_time(deadline: str, head: str) -> None:
    assert warnings(deadline, LONG_BEFORE, head)
    assert not warnings(deadline.replace("P230D", "P20D"), LONG_BEFORE, head.replace("P230D", "P20D"))


@pytest.mark.parametrize("deadline", ["", ", due: {in: P2D}"])
def test_calendar_in_which_nobody_counts_is_not_told_of(deadline: str) -> None:
    assert not warnings(deadline, datetime(2026, 12, 31, tzinfo=UTC))
