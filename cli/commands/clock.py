"""`clock move`: for orders of demos, training and drills."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import As, Number
from cli.output import moment, say
from cli.session import asking
from cli.words import word

if TYPE_CHECKING:
    from application.office import Office
    from application.people import Person

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="The manual clock of an order (submit --clock manual)."
)


@app.callback()
def about() -> None:
    """The manual clock of an order (submit --clock manual)."""


@app.command("move")
def move(
    context: typer.Context,
    number: Number,
    to: Annotated[
        datetime | None,
        typer.Argument(
            help="Local time to move to; without it the next deadline.",
            formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"],
        ),
    ] = None,
    as_: As = None,
) -> None:
    """Let time pass for an order: what falls due until then happens."""

    async def work(office: Office, person: Person) -> None:
        target = await office.clock.move(number, None if to is None else to.astimezone())
        say(f"{number}: {word('moved', person.language)} {moment(target)}")

    asking(context, as_, work)
