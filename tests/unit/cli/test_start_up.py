"""What a command imports before it can answer: counted, because seconds depend on the machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from cli.app import ENTRIES

ROOT = Path(__file__).parents[3]

_TELL = "import json, sys; print(json.dumps(sorted(sys.modules)))"
_HELP = f"""
import contextlib, io
from stack.wiring import main
with contextlib.redirect_stdout(io.StringIO()):
    assert main(["--help"]) == 0
{_TELL}
"""
_LISTS = f"""
from stack.addresses import Addresses
from stack.office import open_office
from stack.settings import Settings
from cli.commands import inbox, orders
with open_office(Settings(), Addresses({{}}, "postgresql://nobody@127.0.0.1:1/none")) as office:
    office.who, office.orders, office.inbox
{_TELL}
"""


def imported_by(program: str) -> set[str]:
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_help_imports_no_library_beyond_the_terminals() -> None:
    # given / when
    modules = imported_by(_HELP)

    # then
    assert not packages(modules) & {"temporalio", "sqlalchemy", "psycopg", "pydantic", "yaml", "jsonschema"}
    assert not {name for name in modules if name.startswith("cli.commands.")}
    assert len(modules) < 600


def test_lists_of_orders_and_tasks_need_the_database_and_no_more() -> None:
    # given / when
    modules = imported_by(_LISTS)

    # then
    assert not packages(modules) & {"temporalio", "alembic", "jsonschema", "structlog"}
    assert not {name for name in modules if name.startswith(("engine.compiler", "engine.interpreter"))}
    assert len(modules) < 1100


def test_a_path_that_leads_nowhere_is_told_without_the_services_and_their_signatures() -> None:
    # given
    check = _HELP.replace('["--help"]) == 0', '["definitions", "check", "/nowhere.yaml"]) == 2')

    # when
    modules = imported_by(check)

    # then
    assert not packages(modules) & {"temporalio", "sqlalchemy", "psycopg"}
    assert not {name for name in modules if name.startswith(("activities", "backoffice"))}


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_leads_to_a_command_with_help(name: str) -> None:
    # given / when
    command = ENTRIES[name].command(name)

    # then
    assert command.name == name
    assert command.get_short_help_str(200)
    assert isinstance(command, typer.core.TyperCommand | typer.core.TyperGroup)


@pytest.mark.parametrize("command", ["", "tasks", "order show", "definitions check"])
def test_help_shows_no_value_behind_a_flag(command: str) -> None:
    # given
    program = [sys.executable, "starter.py", *command.split(), "--help"]

    # when
    said = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    # then
    assert "--help" in said
    assert "<bool>" not in said
