"""`replay`: does the code still do what it did, and are the records unaltered?"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from application.entries import EntryError
from application.ports.journal import JournalUnavailableError
from application.ports.runtime import UnreachableError
from application.use_cases.replay import Replayed, replay_alone
from cli.commands.order import show_timeline
from cli.options import As, AsJson
from cli.output import say, show_json
from cli.session import asking, session
from cli.words import word

if TYPE_CHECKING:
    from application.office import Office
    from application.people import Person


app = typer.Typer(add_completion=False)


@app.command("replay")
def replay(
    context: typer.Context,
    target: Annotated[str, typer.Argument(help="Order number, or a history exported from Temporal as JSON.")],
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Re-execute an order's history against the code, verify its records, and tell its timeline.

    Exit status 1 when the code diverges or records were altered.
    """
    exported = _read(Path(target))

    async def work(office: Office, person: Person) -> None:
        if exported is None:
            found = await office.replay.by_number(target.strip().upper(), person.language)
        else:
            found = await office.replay.exported(exported, person.language)
        _tell(found, person.language, as_json=as_json)

    try:
        asking(context, as_, work)
    except (UnreachableError, JournalUnavailableError):
        if exported is None:
            raise
        current = session(context)
        alone = asyncio.run(replay_alone(current.desk.replayer(), exported))
        _tell(alone, current.language, as_json=as_json)


def _tell(found: Replayed, language: str, *, as_json: bool) -> None:
    show_json(found) if as_json else _show(found, language)
    if not found.sound:
        raise typer.Exit(1)


def _read(path: Path) -> str | None:
    if not path.is_file():
        if path.suffix == ".json":
            raise EntryError(f"There is no file {path}.")
        return None
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EntryError(f"{path} cannot be read: {error}") from error


def _show(found: Replayed, language: str) -> None:
    for verdict in found.verdicts:
        said = word("deterministic" if verdict.problem is None else "diverges", language)
        say(
            f"{found.number} {word('run', language)} {verdict.run}: {said} ({verdict.events}"
            f" {word('events', language)})"
        )
        if verdict.problem is not None:
            say(f"  {verdict.problem}")
    if found.forgotten:
        say(word("forgotten", language))
    say(_chain(found, language))
    show_timeline(found.moments, language)


def _chain(found: Replayed, language: str) -> str:
    chain = found.chain
    if chain is None:
        return word("no_records", language)
    if chain.broken_at is not None:
        return f"{word('chain_broken', language)} {chain.broken_at}"
    if not chain.head:
        return word("chain_cut", language)
    return f"{word('chain_whole', language)} ({chain.records})"
