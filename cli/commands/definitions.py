"""`definitions …`: for authors of processes; no server is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.output import complain, in_language, say, show_json, show_table
from cli.session import session
from cli.words import word

if TYPE_CHECKING:
    from application.use_cases.definitions import Checked, Listed

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Check, list, show and release process definitions."
)
AsJson = Annotated[bool, typer.Option("--json", help="JSON for programs.")]
Name = Annotated[str, typer.Argument(help="Process, or process@version.")]


@app.command("check")
def check(
    context: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files or directories; all definitions without any.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find everything that is wrong: file:line:column, what, and what to do. Exit status 1 for errors."""
    found = session(context).desk.definitions().check(paths or ())
    show_json(_checked(found)) if as_json else _show(found)
    if not found.sound:
        raise typer.Exit(1)


def _show(found: Checked) -> None:
    for finding in found.findings:
        say(str(finding))
    errors = sum(1 for finding in found.findings if finding.severity == "error")
    warnings = len(found.findings) - errors
    names = ", ".join(f"{p.name}@{p.version}" for p in found.processes) or "no process"
    counted = ", ".join((_many(found.files, "file"), _many(errors, "error"), _many(warnings, "warning")))
    complain(f"{counted}; sound: {names}")


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _checked(found: Checked) -> dict[str, Any]:
    processes = [{"name": p.name, "version": p.version, "digest": p.digest} for p in found.processes]
    findings = [asdict(finding) for finding in found.findings]
    return {"sound": found.sound, "files": found.files, "processes": processes, "findings": findings}


@app.command("list")
def list_definitions(context: typer.Context, as_json: AsJson = False) -> None:
    """Every sound process: version, digest, and whether it is released."""
    listed = session(context).desk.definitions().list()
    if as_json:
        show_json([_facts(item) for item in listed])
        return
    language = session(context).language
    headings = [word(key, language) for key in ("process", "version", "status", "digest", "file", "name")]
    show_table(headings, (_cells(item, language) for item in listed))


def _facts(item: Listed) -> dict[str, Any]:
    process = item.process
    facts = {"name": process.name, "version": process.version, "digest": process.digest}
    return facts | {"label": asdict(process.label), "status": item.status, "file": item.file}


def _cells(item: Listed, language: str) -> Sequence[str]:
    process = item.process
    label = in_language(asdict(process.label), language)
    return (process.name, str(process.version), item.status, process.digest[:12], item.file, label)


@app.command("show")
def show(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """What a process consists of: stages, messages, elements, services."""
    item = session(context).desk.definitions().show(name)
    facts = _facts(item) | _parts(item)
    if as_json:
        show_json(facts)
        return
    process, language = item.process, session(context).language
    say(f"{process.name}@{process.version}  {item.status}  {process.digest}\n{item.file}")
    stages = " → ".join(f"{id_} ({text.of(language)})" for id_, text in process.stages)
    say(f"{word('stage', language)}: {stages}")
    for part in ("messages", "decisions", "forms", "services"):
        say(f"{part}: {', '.join(facts[part])}")
    show_table(
        [word("element", language), "Type", word("name", language)],
        ((e.id, type(e).__name__, e.name.of(language)) for e in process.elements.values()),
    )


def _parts(item: Listed) -> dict[str, Any]:
    process = item.process
    return {
        "stages": [{"id": id_, **asdict(text)} for id_, text in process.stages],
        "messages": sorted(process.messages),
        "decisions": sorted(process.decisions),
        "forms": sorted(process.forms),
        "services": sorted(process.services),
        "elements": [{"id": e.id, "type": type(e).__name__} for e in process.elements.values()],
    }


@app.command("release")
def release(
    context: typer.Context, names: Annotated[list[str], typer.Argument(help="Processes to release.")]
) -> None:
    """Write the digest into definitions.lock: from now on this version never changes."""
    fresh = session(context).desk.definitions().release(names)
    for process in fresh:
        say(f"{process.name}@{process.version} released: {process.digest}")
    if not fresh:
        say("released already; nothing has changed")
