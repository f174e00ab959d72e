"""`submit`: orders from files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import Progress

from application.texts import sentence
from application.use_cases.submit import Receipt, Terms
from cli.options import As, AsJson
from cli.output import complain, console, say, show_json
from cli.session import asking
from cli.words import word

if TYPE_CHECKING:
    from application.office import Office
    from application.people import Person
    from application.ports.order_files import Content
    from orders import Language, Order

app = typer.Typer(add_completion=False)

MANY = 20  # from here on it takes so long that people want to see progress


class ClockKind(StrEnum):
    """By which clock an order lives."""

    REAL = "real"
    MANUAL = "manual"


@app.command("submit")
def submit(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(help="YAML, JSON or JSON lines; a directory with such files; - reads standard input."),
    ],
    process: Annotated[
        str | None,
        typer.Option(help="Process, or process@version; otherwise the order's kind says: retail-order, …"),
    ] = None,
    clock: Annotated[
        ClockKind, typer.Option(help="manual: time stands still until `clock move` (demo, training, drill).")
    ] = ClockKind.REAL,
    placed: Annotated[
        datetime | None,
        typer.Option(help="Local time at which a manual clock begins.", formats=["%Y-%m-%dT%H:%M"]),
    ] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Submit orders. Good ones go through, whatever is wrong with others; sending one twice is safe.

    Exit status 1 when some had findings, or another content under a known number.
    """
    if placed is not None and clock is not ClockKind.MANUAL:
        raise typer.BadParameter("--placed goes with --clock manual")
    terms = Terms(datetime.now(UTC) if placed is None else placed.astimezone(UTC), process, clock.value)

    async def work(office: Office, person: Person) -> None:
        paths = [str(path) for path in files]
        office.files.require(paths)
        outcome = await _submit(office, paths, terms, person, quiet=as_json)
        if as_json:
            show_json({"received": outcome.receipts, "findings": outcome.findings})
        if outcome.findings or any(not r.same or r.refusal is not None for r in outcome.receipts):
            raise typer.Exit(1)

    asking(context, as_, work)


@dataclass(slots=True)
class Outcome:
    """What became of the orders, and what was wrong."""

    receipts: list[Receipt] = field(default_factory=list)
    findings: list[Any] = field(default_factory=list)

    def take(self, found: dict[int, Receipt]) -> None:
        """The receipts of a file, in the order of the file."""
        self.receipts += [found[index] for index in sorted(found)]


async def _submit(
    office: Office, paths: Sequence[str], terms: Terms, person: Person, *, quiet: bool
) -> Outcome:
    outcome = Outcome()
    language: Language = "zh" if person.language == "zh" else "en"
    for content in office.files.contents(paths, language):
        orders, findings = _read(office, content, language)
        outcome.findings += findings
        for finding in findings:
            if not quiet:
                complain(_told(str(finding), finding.severity, person.language))
        found: dict[int, Receipt] = {}
        with _progress(content.file, len(orders)) as advance:
            async for index, receipt in office.submit.all(orders, terms, person):
                found[index] = receipt
                advance()
                if not quiet:
                    say(_line(receipt, person.language))
        outcome.take(found)
    return outcome


def _read(office: Office, content: Content, language: Language) -> tuple[Sequence[Order], Sequence[Any]]:
    if content.finding is not None:
        return (), (content.finding,)
    batch = office.read(content.data, content.file, language)
    return batch.orders, batch.findings


@contextmanager
def _progress(name: str, total: int) -> Iterator[Any]:
    """A bar for many orders on a terminal; nothing anywhere else."""
    screen = console()
    with Progress(console=screen, transient=True, disable=total < MANY or not screen.is_terminal) as progress:
        bar = progress.add_task(name, total=total)
        yield lambda: progress.advance(bar)


def _line(receipt: Receipt, language: str) -> str:
    if receipt.refusal is not None:
        return f"{receipt.identity}: {sentence(receipt.refusal, language)}"
    what = f"{receipt.identity}: {word(receipt.outcome, language)} {receipt.number}"
    if not receipt.started:
        what += f", {word('starts_later', language)}"
    return what if receipt.same else f"{what}, {word('differs', language)}"


def _told(finding: str, severity: str, language: str) -> str:
    return finding.replace(f" {severity} ", f" {word(severity, language)} ", 1)
