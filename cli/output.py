"""How the command line shows things: tables for people, JSON for programs."""

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from application import plain
from application.moments import on_the_clock
from cli.words import word

_PIPE_WIDTH = 200  # a pipe has no width; a narrow one would cut what a program or grep looks for


@cache
def console() -> Console:
    """Standard output."""
    return Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """A line of text, as it is."""
    console().print(escape(text))


def complain(text: str) -> None:
    """A line for standard error."""
    sys.stderr.write(f"{text}\n")


def show_json(value: Any) -> None:
    """Any answer as JSON."""
    sys.stdout.write(plain.as_json(value) + "\n")


def show_table(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
    """Rows of plain text below headings; nothing is cut."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    console().print(table)


def tell_if_cut(rows: Sequence[Any], limit: int | None, language: str, *, as_json: bool = False) -> None:
    """A list that is as long as was asked for may go on: people read it below, programs' own output stays
    JSON."""
    if len(rows) == limit:
        (complain if as_json else say)(word("more", language))


def moment(time: datetime | None) -> str:
    """A time as the clock on this machine shows it; nothing where there is none."""
    return "" if time is None else on_the_clock(time)


def listed(names: Iterable[Any]) -> str:
    """Names in one cell."""
    return ", ".join(str(name) for name in names)


def in_language(texts: Any, language: str) -> str:
    """A text that is kept in both languages."""
    return str(texts.get(language) or texts.get("en") or texts.get("zh") or "")
