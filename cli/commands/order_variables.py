"""What an order's process keeps in mind, on the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from application.plain import plain
from cli.output import moment, say, show_table
from cli.words import word


def show_variables(variables: Mapping[str, Any], declared: Sequence[str] | None, language: str) -> None:
    """The variables that the definition declares, in its order, a part a row; what is empty is left out.
    All of them when it is not known."""
    names = [*variables] if declared is None else declared
    rows = [row for name in names if name in variables for row in _parts(name, variables[name])]
    say(f"\n{word('variables', language)}")
    show_table([word("name", language), word("value", language)], rows)


def _parts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, part in value.items():
                yield from _parts(f"{path}.{name}", part)
        case list() if any(isinstance(part, dict | list) for part in value):
            for place, part in enumerate(value, start=1):
                yield from _parts(f"{path}[{place}]", part)
        case list() if value:
            yield path, ", ".join(map(_shown, value))
        case None | "" | []:
            return
        case _:
            yield path, _shown(value)


def _shown(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case datetime():
            return moment(value)
        case _:
            return str(plain(value))
