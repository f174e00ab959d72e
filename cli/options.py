"""Options that several commands share."""

import re
from typing import Annotated

import typer

As = Annotated[
    str | None,
    typer.Option("--as", metavar="PERSON", help="Who acts: an id of the staff (or ORDERFLOW_PERSON)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON for programs instead of a table.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="Show at most this many.")]
Id = Annotated[
    str | None,
    typer.Option("--id", help="Repeat an earlier try with its id; what was done then is not done twice."),
]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; stays in the order's records.")]


def _number(given: str | None) -> str | None:
    """Numbers have no small letters, whatever people type."""
    return given and given.strip().upper()


def _task(given: str) -> str:
    """The same in front of a task's name; what is no number stays as it was typed, to be told so."""
    number, slash, element = given.strip().partition("/")
    return (number.upper() if _NUMBER.fullmatch(number) else number) + slash + element


_NUMBER = re.compile(r"[a-z]-\d+(\.\d+)*")


Number = Annotated[str, typer.Argument(callback=_number, help="Order number, such as R-1001.")]
MaybeNumber = Annotated[str | None, typer.Argument(callback=_number, help="Only those of an order.")]
OfOrder = Annotated[str | None, typer.Option("--order", callback=_number, help="Only those of an order.")]
Task = Annotated[
    str,
    typer.Argument(callback=_task, help="Task, such as R-1001/first_review#1; without #1 its newest entry."),
]
