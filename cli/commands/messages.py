"""`message`: tell an order something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from application.entries import read_entries, read_value
from cli.options import As, Id, Number
from cli.output import say
from cli.session import asking
from cli.words import word

if TYPE_CHECKING:
    from application.office import Office
    from application.people import Person


app = typer.Typer(add_completion=False)


@app.command("message")
def send(
    context: typer.Context,
    number: Number,
    name: Annotated[str, typer.Argument(help="The message, such as payment_received.")],
    data: Annotated[
        list[str] | None, typer.Argument(help="Its data: name=value, or all as '{…}'.", show_default=False)
    ] = None,
    correlation: Annotated[
        str | None, typer.Option(help="Which of several places it is for, such as a line's id.")
    ] = None,
    as_: As = None,
    id_: Id = None,
) -> None:
    """Send a message to an order, as a bank, a carrier or a customer would."""
    payload = read_entries(data or ())
    key = None if correlation is None else read_value(correlation)

    async def work(office: Office, person: Person) -> None:
        answer = await office.messages.send(number, name, payload, person, key, id_)
        say(f"{number} {name}: {word(answer['status'], person.language)}")

    asking(context, as_, work)
