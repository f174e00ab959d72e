"""Compiles escalation ladders of user tasks, and checks the groups that they name."""

from engine.compiler.deadlines import seconds_of
from engine.compiler.draft import Draft
from engine.compiler.literals import expressions_in
from engine.compiler.report import did_you_mean
from engine.compiler.scope import Scope
from engine.language.authoring.activities import UserTask as Authored
from engine.language.authoring.deadlines import Rung as AuthoredRung
from engine.language.places import Path
from engine.model import Rung


def ladder(draft: Draft, authored: Authored, scope: Scope, outcomes: list[str]) -> tuple[Rung, ...]:
    """The rungs in written order, which has to be that of their times; a completing rung is the last."""
    rungs = tuple(_rung(draft, raw, scope, outcomes) for raw in authored.escalation)
    for index, (raw, lower, upper) in enumerate(
        zip(authored.escalation[1:], rungs, rungs[1:], strict=False), 1
    ):
        before, after = seconds_of(lower.after), seconds_of(upper.after)
        comparable = lower.after.calendar == upper.after.calendar and None not in (before, after)
        if comparable and after <= before:
            message = f"rung {index + 1} is not later than the one before it"
            cure = "every rung counts from the opening of the task: write them in rising order"
            draft.report.error("escalation-order", message, cure, (*raw.place, "after"))
        if lower.action == "complete":
            message = f"rung {index} completes the task; this rung is never reached"
            draft.report.error("escalation-order", message, "put the completing rung last", raw.place)
    return rungs


def _rung(draft: Draft, raw: AuthoredRung, scope: Scope, outcomes: list[str]) -> Rung:
    if raw.complete is not None and raw.complete not in outcomes:
        path = (*raw.place, "complete")
        cure = did_you_mean(raw.complete, outcomes, "outcome")
        draft.report.error("unknown-outcome", f"there is no outcome `{raw.complete}`", cure, path)
    groups = raw.notify or raw.reassign or []
    check_groups(draft, groups, (*raw.place, raw.action))
    after = draft.deadlines.deadline(raw.after, scope, (*raw.place, "after"))
    for written, place in expressions_in(raw.data, (*raw.place, "data")):
        message = f"`{written}` is an expression; only fixed values can be filled in here"
        draft.report.error("not-a-literal", message, "write the value itself", place)
    data = tuple(raw.data.items())
    return Rung(after, raw.action, tuple(groups), raw.complete, data, raw.unless_claimed)


def check_groups(draft: Draft, names: list[str], path: Path, also: tuple[str, ...] = ()) -> None:
    """Warnings for groups that do not exist, when it is known which do; ``also`` may stand there besides. The
    staff directory changes without definitions, so this refuses nothing."""
    if draft.known.groups is None:
        return
    groups = sorted({*draft.known.groups, *also})
    for index, name in enumerate(names):
        if not name.startswith("=") and name not in groups:
            draft.report.doubtful("group", name, groups, (*path, index))
