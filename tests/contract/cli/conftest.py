"""The command line against a real stack with a worker, on definitions of its own."""

import contextlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backoffice.master_data import MasterData, load_master_data, read_master_data
from database import create_engine, transaction
from stack.addresses import Addresses
from stack.connection import connect
from stack.embedded import Stack, embedded_stack
from stack.wiring import main
from tests.support.waiting import eventually

DEFINITIONS = Path(__file__).parent / "definitions"
STAFF = Path(__file__).parents[3] / "definitions" / "samples" / "staff.yaml"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class CommandLine:
    """Runs commands in this process, as `python starter.py` would."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack

    def __call__(self, *arguments: str) -> Said:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(list(arguments))
        return Said(status, out.getvalue(), err.getvalue())

    def submit(self, name: str, *options: str, process: str = "desk-order") -> str:
        """An order of a test process, waiting for its review; returns the number."""
        directory = self.stack.assembly.data.root
        file = directory / f"{name}.json"
        file.write_text(json.dumps(order(name)), encoding="utf-8")
        said = self("submit", str(file), "--process", process, *options, "--json")
        assert said.status == 0, said.err
        number = str(said.json["received"][0]["number"])
        eventually(lambda: self.open_tasks(number))
        return number

    def accepted(self, name: str) -> str:
        """An order behind its two approvals, stopped by an incident: a condition is null."""
        number = self.submit(name)
        self("task", "complete", f"{number}/review", "accept", "--data", "note=x", "--as", "lin.mei")
        self("task", "complete", f"{number}/approve", "approve", "--as", "he.jun")
        return number

    def open_tasks(self, number: str) -> list[str]:
        """The open tasks of an order."""
        return [task["element"] for task in self("tasks", "--order", number, "--json").json]

    def shown(self, number: str) -> Any:
        """What the order's page says."""
        return self("order", "show", number, "--json").json["page"]["order"]


def order(external_number: str) -> dict[str, Any]:
    """An order as it stands in a file."""
    line = {"sku": "CUP-001", "quantity": 2, "unit_price": 30}
    customer = {"party": {"name": "张伟"}}
    return {
        "channel": "shop",
        "external_number": external_number,
        "customer": customer,
        "currency": "CNY",
        "lines": [line],
    }


async def exported(stack: Stack, number: str) -> str:
    """The history as `temporal workflow show --output json` writes it."""
    client = await connect(Addresses({"target_host": stack.temporal_address}, stack.database_url))
    return (await client.get_workflow_handle(number).fetch_history()).to_json()


@pytest.fixture(scope="session")
def served() -> Iterator[Stack]:
    """A stack with a worker and the sample staff."""
    environment = {"ORDERFLOW_DEFINITIONS": str(DEFINITIONS)}
    with embedded_stack(durable=False, worker_environment=environment) as stack:
        people = read_master_data(STAFF.read_bytes(), STAFF.name)
        assert isinstance(people, MasterData)
        engine = create_engine(stack.database_url)
        with transaction(engine) as connection:
            load_master_data(connection, people, datetime.now(UTC))
        engine.dispose()
        yield stack


@pytest.fixture
def orderflow(served: Stack, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line, pointed at the stack, without a person and in English."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", served.temporal_address)
    monkeypatch.setenv("DATABASE_URL", served.database_url)
    monkeypatch.setenv("ORDERFLOW_DEFINITIONS", str(DEFINITIONS))
    monkeypatch.setenv("ORDERFLOW_LANGUAGE", "en")
    monkeypatch.delenv("ORDERFLOW_PERSON", raising=False)
    return CommandLine(served)
