"""`decisions …`: for authors of decisions, and for those who ask why an order was decided so."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from application.texts.decision_words import decision_lines
from application.use_cases.decisions import Tested
from cli.options import As, AsJson, Number
from cli.output import complain, moment, say, show_json
from cli.session import asking, session
from cli.words import word

if TYPE_CHECKING:
    from application.office import Office
    from application.people import Person

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Test decisions, carry tables from and to sheets, explain those of an order.",
)


@app.callback()
def decisions() -> None:
    """For authors of decisions, and for those who ask why."""


@app.command("import")
def import_sheet(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="A .csv or .xlsx file with a decision table.")],
) -> None:
    """Print the YAML of a decision table in a sheet. Exit status 1 for findings, each with its cell."""
    found = session(context).desk.decisions().import_sheet(file)
    if not isinstance(found, str):
        for finding in found:
            say(str(finding))
        raise typer.Exit(1)
    sys.stdout.write(found)


@app.command("export")
def export_sheet(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="A decision table in YAML.")],
    target: Annotated[str, typer.Argument(help="The .csv or .xlsx file to write.")],
) -> None:
    """Write a decision table as a sheet that `decisions import` reads. Exit status 1 for findings."""
    found = session(context).desk.decisions().export_sheet(file, target)
    for finding in found:
        say(str(finding))
    if found:
        raise typer.Exit(1)


@app.command("explain")
def explain(
    context: typer.Context,
    number: Number,
    name: Annotated[str | None, typer.Option("--decision", help="Only this decision.")] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Why an order's decisions came out as they did: rules looked at, cells that failed, rules that fired."""

    async def work(office: Office, person: Person) -> None:
        made = [d for d in await office.pages.decisions(number) if name in (None, d.decision)]
        if as_json:
            show_json(made)
        for decision in () if as_json else made:
            say(f"{moment(decision.time)}  {decision.element}: {decision.decision}")
            for line in decision_lines(decision.trace, person.language):
                say(f"  {line}")
        if not made:
            complain(word("nothing", person.language))

    asking(context, as_, work)


@app.command("test")
def run_tests(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files of tests, decisions or folders; definitions/decisions without any."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run *-test-*.xml of the compatibility kit and *.test.yaml. Exit status 1 when something fails."""
    run = session(context).desk.decisions().test(paths or ())
    show_json(_facts(run)) if as_json else _show(run)
    if run.passed < run.total or not run.total or any(_refuses(run)):
        raise typer.Exit(1)


def _refuses(run: Tested) -> list[str]:
    """Findings about files of tests: what could not be read was not tested."""
    tested = {suite.file for suite in run.suites}
    return [
        str(f) for f in run.findings if f.file.endswith(("xml", "test.yaml", "test.yml")) or f.file in tested
    ]


def _show(run: Tested) -> None:
    for finding in run.findings:
        complain(str(finding))
    for suite in run.suites:
        for verdict in suite.verdicts:
            if not verdict.passed:
                found = verdict.error or verdict.actual
                place = f"{suite.file}:{verdict.line}" if verdict.line else suite.file
                say(f"{place}: {verdict.case}: {verdict.decision}: expected {verdict.expected}, got {found}")
    say(f"passed {run.passed} of {run.total}")


def _facts(run: Tested) -> dict[str, Any]:
    failures = [
        {
            "file": suite.file, "line": v.line, "case": v.case, "decision": v.decision,
            "expected": v.expected, "actual": v.actual, "error": v.error,
        }
        for suite in run.suites
        for v in suite.verdicts
        if not v.passed
    ]  # fmt: skip
    suites = [
        {"file": s.file, "passed": sum(v.passed for v in s.verdicts), "total": len(s.verdicts)}
        for s in run.suites
    ]
    counts = {"passed": run.passed, "total": run.total}
    return counts | {"failures": failures, "suites": suites, "findings": [str(f) for f in run.findings]}
