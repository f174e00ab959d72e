"""`task …`: what people do with their tasks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from application.entries import EntryError, read_context, read_entries, read_paths
from cli.commands.inbox import show_task
from cli.options import As, Id, Reason, Task
from cli.output import say
from cli.session import acting
from cli.words import word

if TYPE_CHECKING:
    from application.office import Office
    from application.people import Person

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Work on one user task.")


app.command("show")(show_task)


@app.command("claim")
def claim(context: typer.Context, task: Task, as_: As = None, id_: Id = None) -> None:
    """Take a task (签收)."""

    async def work(office: Office, person: Person) -> None:
        answer = await office.tasks.claim(task, person, id_)
        say(f"{answer['task']} {word('claimed', person.language)}")

    acting(context, as_, work)


@app.command("release")
def release(
    context: typer.Context, task: Task, reason: Reason = None, as_: As = None, id_: Id = None
) -> None:
    """Give a task back to its candidates (放回)."""

    async def work(office: Office, person: Person) -> None:
        answer = await office.tasks.release(task, person, reason, id_)
        say(f"{answer['task']} {word('released', person.language)}")

    acting(context, as_, work)


@app.command("delegate")
def delegate(
    context: typer.Context,
    task: Task,
    to: Annotated[str, typer.Argument(help="The person who is to work on it.")],
    reason: Reason = None,
    as_: As = None,
    id_: Id = None,
) -> None:
    """Let somebody else work on a task of mine; it comes back to me (委派)."""

    async def work(office: Office, person: Person) -> None:
        answer = await office.tasks.delegate(task, person, to, reason, id_)
        say(f"{answer['task']} → {to}: {word('delegated', person.language)}")

    acting(context, as_, work)


@app.command("complete")
def complete(
    context: typer.Context,
    task: Task,
    outcome: Annotated[str, typer.Argument(help="What is decided; `task show` lists the outcomes.")],
    data: Annotated[
        list[str] | None,
        typer.Option("--data", help="A form field as name=value, or all as '{…}'; may be repeated."),
    ] = None,
    data_file: Annotated[
        Path | None, typer.Option("--data-file", help="The form as a YAML or JSON file.")
    ] = None,
    base: Annotated[
        list[str] | None,
        typer.Option(
            "--base", help="What I saw, as path=value; if it has changed since, I am told. May be repeated."
        ),
    ] = None,
    reason: Reason = None,
    as_: As = None,
    id_: Id = None,
) -> None:
    """Decide a task (完成)."""
    form, seen = _file(data_file) | read_entries(data or ()), read_paths(base or ())

    async def work(office: Office, person: Person) -> None:
        answer = await office.tasks.complete(task, person, outcome, form, reason, id_, seen)
        key = "returned" if answer["status"] == "returned" else "completed"
        say(f"{answer['task']} {word(key, person.language)}: {outcome}")

    acting(context, as_, work)


def _file(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return read_context(path.read_bytes(), str(path))
    except OSError as error:
        raise EntryError(f"{path} cannot be read: {error.strerror}.") from error
