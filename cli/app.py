"""The command line as a whole: its commands, and who acts."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from cli.desk import Desk
from cli.lazy import Entry, hide_types_of_flags, lazy_group
from cli.output import complain
from cli.session import Session, session, usual_language

ENTRIES = {
    "submit": Entry("cli.commands.submit", "Submit orders: YAML, JSON or JSON lines."),
    "orders": Entry("cli.commands.orders", "Every order and where it stands, late ones first."),
    "order": Entry("cli.commands.order", "Look at one order, or cancel it."),
    "tasks": Entry("cli.commands.inbox", "User tasks: mine and what my groups may take, late ones first."),
    "task": Entry("cli.commands.tasks", "Work on one user task: claim, release, delegate, complete."),
    "message": Entry(
        "cli.commands.messages", "Send an order a message, as a bank, carrier or customer would."
    ),
    "incident": Entry("cli.commands.incidents", "Incidents: what failed and waits for a person."),
    "definitions": Entry("cli.commands.definitions", "Check, list, show and release process definitions."),
    "decisions": Entry(
        "cli.commands.decisions",
        "Test decisions, carry tables from and to sheets, explain those of an order.",
    ),
    "replay": Entry("cli.commands.replay", "Re-execute an order's history and verify its records."),
    "clock": Entry("cli.commands.clock", "The manual clock of an order (submit --clock manual)."),
}

app = typer.Typer(
    name="orderflow",
    cls=lazy_group(ENTRIES),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Business orders as durable, long-running processes.",
    epilog="Exit status: 0 done, 1 refused or findings, 2 wrong usage, 3 not available now.",
)


@app.callback()
def begin(
    context: typer.Context,
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="PERSON", envvar="ORDERFLOW_PERSON", help="Who acts, by staff id."),
    ] = None,
) -> None:
    """Business orders as durable, long-running processes."""
    session(context).person = as_


def run(desk: Desk, arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status; expected problems are said in a line or two."""
    current = Session(desk, language=usual_language())
    try:
        command = typer.main.get_command(app)
        hide_types_of_flags(command)
        command(args=arguments, obj=current, prog_name="orderflow")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except _problems().EXPECTED as problem:
        status, words = _problems().told(problem, current.language)
        complain(words)
        return int(status)
    return 0


def _problems() -> Any:
    """Sentences for problems know half of the house; a command without a problem does not wait for them."""
    return import_module("cli.problems")
