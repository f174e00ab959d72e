"""Commands that are imported when they are called: whoever asks for one does not wait for all."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command is: a module with a Typer called ``app``. ``help`` is its line in the list."""

    module: str
    help: str

    def command(self, name: str) -> Any:
        """The command itself, under this name."""
        command = typer.main.get_command(import_module(self.module).app)
        command.name = name
        hide_types_of_flags(command)
        return command


def hide_types_of_flags(command: Any) -> None:
    """A flag takes no value, so help must not show `<bool>` behind it as if it did."""
    if help_option := command.get_help_option(typer.Context(command)):
        command.add_help_option = False  # it would be made anew for every page
        command.params.append(help_option)
    for option in command.params:
        if isinstance(option, TyperOption) and option.is_flag:
            option.metavar = ""
    for inner in getattr(command, "commands", {}).values():
        hide_types_of_flags(inner)


def lazy_group(entries: Mapping[str, Entry]) -> type[TyperGroup]:
    """A group that lists commands by their entries, and imports only the one that is called or completed."""

    class LazyGroup(TyperGroup):
        def __init__(self, **given: Any) -> None:
            listed = {name: TyperCommand(name, help=entry.help) for name, entry in entries.items()}
            super().__init__(**{**given, "commands": listed})

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
            name, found, rest = super().resolve_command(ctx, args)
            return name, found and entries[str(name)].command(str(name)), rest

    return LazyGroup
