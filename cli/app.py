"""The command line as a whole: its commands, and what an expected problem looks like."""

from collections.abc import Sequence
from typing import Annotated

import typer

from application.entries import EntryError
from application.ports.journal import JournalUnavailableError
from application.ports.runtime import NotRunningError, UnansweredError, UnreachableError
from application.ports.workspace import PathError
from application.refusals import RefusedError
from application.texts import sentence
from application.use_cases.grant import NotRecordedError
from cli.commands import clock, definitions, inbox, incidents, messages, orders, replay, submit, tasks
from cli.desk import Desk, SettingsError
from cli.output import complain
from cli.session import Session, session, usual_language

REFUSED, USAGE, UNAVAILABLE = 1, 2, 3

app = typer.Typer(
    name="orderflow",
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


app.command("submit")(submit.submit)
app.command("orders")(orders.list_orders)
app.add_typer(orders.app, name="order")
app.command("tasks")(inbox.list_tasks)
app.add_typer(tasks.app, name="task")
app.command("message")(messages.send)
app.add_typer(incidents.app, name="incident")
app.add_typer(definitions.app, name="definitions")
app.command("replay")(replay.replay)
app.add_typer(clock.app, name="clock")


def run(desk: Desk, arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit status; expected problems are said in a line or two."""
    current = Session(desk, language=usual_language())
    try:
        app(args=arguments, obj=current, prog_name="orderflow")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except RefusedError as error:
        complain(sentence(error.refusal, current.language))
        return REFUSED
    except (EntryError, PathError, SettingsError) as error:
        complain(str(error))
        return USAGE
    except NotRecordedError as error:
        complain(_not_recorded(error, current.language))
        return UNAVAILABLE
    except (UnreachableError, JournalUnavailableError, UnansweredError, NotRunningError) as error:
        complain(_unavailable(error))
        return UNAVAILABLE
    return 0


def _not_recorded(error: NotRecordedError, language: str) -> str:
    if language == "zh":
        return f"尚未记录（{error.reason}）。请加 --id {error.id} 重复该命令，不会重复执行。"
    return f"Not yet recorded ({error.reason}). Repeat the command with --id {error.id}; it is safe."


def _unavailable(error: Exception) -> str:
    if isinstance(error, JournalUnavailableError):
        return f"The database does not answer. Is the stack running? `make run` starts it. ({error})"
    return str(error)
