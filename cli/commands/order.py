"""`order …`: one order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from cli.commands.order_page import show_page
from cli.options import As, AsJson, Id, Number
from cli.output import moment, say, show_json
from cli.session import acting, asking
from cli.words import word

if TYPE_CHECKING:
    from application.office import Office
    from application.people import Person
    from application.texts import Moment

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Look at one order, or cancel it.")


@app.command("show")
def show(
    context: typer.Context,
    number: Number,
    records: Annotated[bool, typer.Option("--records", help="The raw records instead, as JSON.")] = False,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """One order: its lines, stage, open tasks, deadlines, incidents and timeline."""

    async def work(office: Office, person: Person) -> None:
        page = await office.pages.page(number)
        if records:
            show_json(await office.pages.records(number))
            return
        labels = await office.pages.labels(page)
        moments = await office.pages.timeline(number, person.language, labels)
        if as_json:
            refusals = await office.pages.refusals(number)
            show_json({"page": page, "timeline": moments, "refusals": refusals})
            return
        show_page(page, labels, person.language)
        show_timeline(moments, person.language)

    asking(context, as_, work)


def show_timeline(moments: Iterable[Moment], language: str) -> None:
    """A timeline, oldest first."""
    say(f"\n{word('timeline', language)}")
    for item in moments:
        by = f"  ({word('by', language)} {item.by})" if item.by else ""
        reason = f"  “{item.reason}”" if item.reason else ""
        say(f"  {moment(item.time)}  {item.text}{by}{reason}")


@app.command("cancel")
def cancel(
    context: typer.Context,
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Why; the customer may be told.")],
    as_: As = None,
    id_: Id = None,
) -> None:
    """Ask an order to cancel itself; its definition says what is undone, and whether it still can."""

    async def work(office: Office, person: Person) -> None:
        await office.messages.cancel(number, reason, person, id_)
        say(f"{number}: {word('cancel', person.language)}")

    acting(context, as_, work)
