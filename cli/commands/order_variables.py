"""What an order's process keeps in mind, on the terminal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from application.plain import plain
from cli.output import moment, say, show_table
from cli.words import word


def show_variables(
    variables: Mapping[str, Any], declared: Sequence[str] | None, lines: Sequence[str], language: str
) -> None:
    """The variables that the definition declares, in its order, a part a row; all of them when it is not
    known. What is empty is left out. What is noted for each of ``lines``, by their ids, makes a table of its
    own."""
    names = [*variables] if declared is None else [name for name in declared if name in variables]
    by_line = [name for name in names if _is_by_line(variables[name], lines)]
    rows = [row for name in names if name not in by_line for row in _parts(name, variables[name])]
    say(f"\n{word('variables', language)}")
    show_table([word("name", language), word("value", language)], rows)
    if by_line:
        cells = ([line, *(_shown(variables[name].get(line)) for name in by_line)] for line in lines)
        say("")
        show_table([word("line", language), *by_line], cells)


def _is_by_line(value: Any, lines: Sequence[str]) -> bool:
    if not isinstance(value, dict) or not value or not value.keys() <= {*lines}:
        return False
    return not any(isinstance(part, dict | list) for part in value.values())


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
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return moment(value)
        case _:
            return str(plain(value))
