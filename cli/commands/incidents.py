"""`incident …`: see what failed, and resolve it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from application.entries import read_paths
from application.ports.read_model import IncidentRow
from application.texts.cures import incident_cure
from application.use_cases.incidents import Remedy
from cli.options import As, AsJson, Id, MaybeNumber, Number, Reason
from cli.output import moment, say, show_json, show_table
from cli.session import acting, asking
from cli.words import word

if TYPE_CHECKING:
    from application.office import Office
    from application.people import Person

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Incidents: what failed and waits for a person."
)


class Action(StrEnum):
    """What can be done about an incident."""

    RETRY = "retry"
    CORRECT = "correct"
    SKIP = "skip"
    CANCEL = "cancel"
    APPOINT = "appoint"


@app.command("list")
def list_incidents(
    context: typer.Context,
    number: MaybeNumber = None,
    resolved: Annotated[bool, typer.Option("--resolved", help="Show resolved ones too.")] = False,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Open incidents, oldest first."""

    async def work(office: Office, person: Person) -> None:
        rows = await office.incidents.list(number, resolved=resolved)
        show_json(rows) if as_json else show_incidents(rows, person.language)

    asking(context, as_, work)


def show_incidents(rows: Sequence[IncidentRow], language: str) -> None:
    """A table of incidents."""
    if not rows:
        say(word("nothing", language))
        return
    keys = ("number", "instance", "element", "code", "message", "raised", "resolved")
    show_table([word(key, language) for key in keys], (_cells(row) for row in rows))
    for row in rows:
        if row.resolved_at is None and (cure := incident_cure(row, language)):
            say(f"  {cure}")


def _cells(row: IncidentRow) -> list[str]:
    done = f"{row.resolution} {row.resolved_by} {moment(row.resolved_at)}" if row.resolved_at else ""
    facts = [row.order_number, str(row.instance), row.element, row.code, row.message]
    return [*facts, moment(row.raised_at), done]


@app.command("resolve")
def resolve(
    context: typer.Context,
    number: Number,
    action: Annotated[Action, typer.Argument(help="What to do about it.")],
    instance: Annotated[
        int | None, typer.Option(help="Which one, as `incident list` shows it; needed if there are several.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="With correct: a variable as path=value; may be repeated."),
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", help="With appoint: who decides where four eyes leave nobody.")
    ] = None,
    reason: Reason = None,
    as_: As = None,
    id_: Id = None,
) -> None:
    """Try again, correct and try again, skip the element, cancel the order, or appoint who decides."""
    variables = read_paths(set_ or ())
    if variables and action is not Action.CORRECT:
        raise typer.BadParameter("--set goes with correct")
    if (to is None) == (action is Action.APPOINT):
        raise typer.BadParameter("--to goes with appoint, and appoint with --to")
    remedy = Remedy(action.value, variables, to)

    async def work(office: Office, person: Person) -> None:
        resolution = await office.incidents.resolve(
            number, remedy, person, instance=instance, reason=reason, id_=id_
        )
        say(f"{number}: {word(resolution.action, person.language)}")
        if back := resolution.back:
            place = f"{back.instance} ({back.element}: {back.code})"
            say(f"{word('back', person.language)}: {place} {back.message}")

    acting(context, as_, work)
