"""`tasks` and `task show`: who has to do what until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from application.ports.read_model import TaskQuery, TaskRow
from application.refusals import refused
from cli.options import As, AsJson, Limit, OfOrder, Task
from cli.output import in_language, listed, moment, say, show_json, show_table, tell_if_cut
from cli.session import asking
from cli.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from application.form_fields import FormField
    from application.office import Office
    from application.people import Person


app = typer.Typer(add_completion=False)


@app.command("tasks")
def list_tasks(
    context: typer.Context,
    mine: Annotated[bool, typer.Option("--mine", help="Only what is assigned to me.")] = False,
    group: Annotated[list[str] | None, typer.Option(help="Tasks of a group; may be repeated.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Everybody's.")] = False,
    order: OfOrder = None,
    as_: As = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """User tasks: mine and what my groups may take, overdue ones first."""

    async def work(office: Office, person: Person) -> None:
        if all_ or order is not None or group:
            rows = await office.inbox.of(group or (), order, limit)
        elif person.id == "system":
            raise refused("person_needed")
        else:
            query = TaskQuery(person.id, person.groups, assigned_only=mine, limit=limit)
            rows = await office.inbox.list(query)
        show_json(rows) if as_json else show_tasks(rows, person.language)
        tell_if_cut(rows, limit, person.language, as_json=as_json)

    asking(context, as_, work)


def show_tasks(rows: Any, language: str) -> None:
    """A table of tasks, most urgent first."""
    if not rows:
        say(word("nothing", language))
        return
    headings = [word(key, language) for key in ("task", "name", "for", "due", "priority", "outcomes")]
    show_table(headings, (_cells(row, language) for row in rows))


def _cells(row: TaskRow, language: str) -> list[str]:
    people = row.assignee or listed([*row.candidate_groups, *row.candidate_users])
    late = f" {word('late', language)}!" if row.late else ""
    return [
        row.id,
        in_language(row.name, language),
        people,
        moment(row.due) + late,
        str(row.priority),
        listed(row.outcomes),
    ]


def show_task(context: typer.Context, task: Task, as_: As = None, as_json: AsJson = False) -> None:
    """Everything about a task: what is asked, for whom, until when."""

    async def work(office: Office, person: Person) -> None:
        row = await office.inbox.find(task)
        if as_json:
            show_json(row)
            return
        _tell(row, await office.tasks.fields(row) if row.form else (), person.language)

    asking(context, as_, work)


def _tell(row: TaskRow, fields: Sequence[FormField], language: str) -> None:
    say(f"{row.id}  {in_language(row.name, language)}")
    facts: dict[str, Any] = {
        "state": row.state,
        "assignee": row.assignee,
        "candidates": listed([*row.candidate_groups, *row.candidate_users]),
        "excluded": listed(row.excluded),
        "due": moment(row.due) + (f" {word('late', language)}!" if row.late else ""),
        "form": row.form,
        "outcomes": listed(f"{k} ({in_language(v, language)})" for k, v in row.outcomes.items()),
    }
    for name, value in facts.items():
        if value:
            say(f"  {word(name, language)}: {value}")
    if fields:
        headings = [word(key, language) for key in ("field", "type", "needed", "name")]
        show_table(headings, (_field(field, language) for field in fields))
    for name, context in (("data", row.data), ("prefill", row.prefill), ("proposal", row.proposal)):
        if context:
            say(f"  {word(name, language)}:")
            show_json(context)


def _field(field: FormField, language: str) -> list[str]:
    needed = word("required", language) if field.required else ""
    return [field.path, field.type, needed, in_language(field.title, language)]
