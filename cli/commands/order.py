"""`order …`: one order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from application.texts.timeline import content_in_words
from cli.commands.order_page import line_ids, show_page, show_received
from cli.commands.order_variables import show_variables
from cli.options import As, AsJson, Id, Number
from cli.output import moment, say, show_json, show_table
from cli.session import acting, asking
from cli.words import word

if TYPE_CHECKING:
    from application.left_over import LeftOver
    from application.office import Office
    from application.people import Person
    from application.texts import Moment
    from application.use_cases.order_pages import Course

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Look at one order, or cancel it.")


@app.command("show")
def show(
    context: typer.Context,
    number: Number,
    records: Annotated[bool, typer.Option("--records", help="The raw records instead, as JSON.")] = False,
    received: Annotated[bool, typer.Option("--received", help="The lines as received instead.")] = False,
    variables: Annotated[bool, typer.Option("--variables", help="Also what its process has noted.")] = False,
    as_: As = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Of the timeline, so many last entries.")] = 30,
    as_json: AsJson = False,
) -> None:
    """One order: its lines, stage, open tasks, deadlines, incidents and timeline."""

    async def work(office: Office, person: Person) -> None:
        page = await office.pages.page(number)
        if records:
            show_json(await office.pages.records(number))
            return
        if received:
            show_json(page.document) if as_json else show_received(page, person.language)
            return
        labels = await office.pages.labels(page)
        course = await office.pages.course(number, person.language, labels)
        if as_json:
            refusals = await office.pages.refusals(number)
            show_json({"page": page, **_plain(course), "refusals": refusals})
            return
        show_page(page, course.data, labels, person.language)
        if variables:
            lines = line_ids(page, course.data)
            show_variables(course.data.variables, labels.variables(), lines, person.language)
        show_left_over(course.left_over, person.language)
        show_timeline(course.timeline, person.language, limit)

    asking(context, as_, work)


def _plain(course: Course) -> dict[str, Any]:
    """For programs: all of it, the order as it is now among the variables."""
    data = course.data
    return {
        "variables": data.variables,
        "changes": data.revisions,
        "left_over": course.left_over,
        "timeline": course.timeline,
    }


def show_left_over(messages: Sequence[LeftOver], language: str) -> None:
    """Messages that were kept and never taken: somebody has to see to them."""
    if not messages:
        return
    say(f"\n{word('left_over', language)}")
    headings = [word(key, language) for key in ("message_name", "content", "kept_at")]
    show_table(headings, ([m.message, content_in_words(m.content), moment(m.kept_at)] for m in messages))


def show_timeline(moments: Sequence[Moment], language: str, limit: int | None = None) -> None:
    """A timeline, oldest first; ``limit``: only so many of its last entries, and how many come before."""
    say(f"\n{word('timeline', language)}")
    left_out = 0 if limit is None else max(len(moments) - limit, 0)
    if left_out:
        say(f"  {word('earlier', language).format(count=left_out, all=len(moments))}")
    for item in moments[left_out:]:
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
