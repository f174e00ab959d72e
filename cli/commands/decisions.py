"""`decisions …`: for authors of decisions; no server is needed."""

from typing import Annotated, Any

import typer

from application.use_cases.decisions import Tested
from cli.options import AsJson
from cli.output import complain, say, show_json
from cli.session import session

app = typer.Typer(no_args_is_help=True, help="Test decisions.")


@app.callback()
def decisions() -> None:
    """For authors of decisions; no server is needed."""


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
