"""`orders`: where every order stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from application.ports.read_model import OrderQuery, OrderRow
from cli.commands.family import notes_below
from cli.options import As, AsJson, Limit
from cli.output import moment, say, show_json, show_table, tell_if_cut
from cli.session import asking
from cli.words import word

if TYPE_CHECKING:
    from application.office import Office
    from application.people import Person

app = typer.Typer(add_completion=False)


@app.command("orders")
def list_orders(
    context: typer.Context,
    text: Annotated[str | None, typer.Argument(help="In number, external number, customer or goods.")] = None,
    status: Annotated[str | None, typer.Option(help="Such as running, completed, cancelled.")] = None,
    stage: Annotated[str | None, typer.Option(help="Such as review.")] = None,
    process: Annotated[str | None, typer.Option(help="Such as retail-order.")] = None,
    customer: Annotated[str | None, typer.Option(help="Customer number.")] = None,
    channel: Annotated[str | None, typer.Option(help="Such as web-shop.")] = None,
    waits_for: Annotated[str | None, typer.Option(help="An outside system, such as erp.")] = None,
    late: Annotated[bool, typer.Option("--late", help="A task is overdue.")] = False,
    incidents: Annotated[bool, typer.Option("--incidents", help="An incident waits for somebody.")] = False,
    needs_engineer: Annotated[bool, typer.Option("--needs-engineer", help="Stuck in the engine.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Only those that have not ended.")] = False,
    children: Annotated[bool, typer.Option("--children", help="Also orders that others called.")] = False,
    as_: As = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Every order and where it stands; late ones first, ended ones last."""
    query = OrderQuery(
        *(status, stage, process, customer, channel, text, waits_for),
        late=late,
        incidents=incidents,
        needs_engineer=needs_engineer,
        open=open_,
        limit=limit,
        children=children,
    )

    async def work(office: Office, person: Person) -> None:
        rows = await office.orders.list(query)
        if as_json:
            show_json(rows)
        elif not rows:
            say(word("nothing", person.language))
        else:
            keys = ("number", "process", "stage", "status", "customer", "origin", "total", "due", "notes")
            headings = [word(key, person.language) for key in keys]
            show_table(headings, (_cells(row, person.language) for row in rows))
        tell_if_cut(rows, limit, person.language, as_json=as_json)

    asking(context, as_, work)


def _cells(row: OrderRow, language: str) -> list[str]:
    return [
        row.number,
        row.process,
        row.stage or "",
        row.status,
        row.customer or "",
        f"{row.channel} {row.external_number}" + (f"/{row.revision}" if row.revision > 1 else ""),
        "" if row.parent else f"{row.total} {row.currency}",
        moment(row.due),
        ", ".join(notes_of(row, language)),
    ]


def notes_of(row: OrderRow, language: str) -> Iterable[str]:
    """What is special about an order."""
    if row.late:
        yield word("late", language)
    if row.changed:
        yield word("was_changed", language)
    if row.open_incidents:
        counted = "incident" if row.open_incidents == 1 else "incidents"
        yield f"{row.open_incidents} {word(counted, language)}"
    for system in dict.fromkeys(call["system"] for call in row.waits_for):
        yield f"{word('waits_for', language)} {system}"
    for calendar in row.calendars:
        yield word("beyond", language).format(calendar=calendar)
    if row.needs_engineer:
        yield word("engineer", language)
    if row.clock == "manual":
        yield word("manual", language)
    yield from notes_below(row.below, language)
