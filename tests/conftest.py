"""What many tests share: one real stack for the whole run, and a database of its own for each test."""

import signal
from collections.abc import Iterator
from uuid import uuid4

import pytest

from database.server import create_database, drop_database, prepare_database
from stack.embedded import Stack, embedded_stack

# Under nohup and in the background these are ignored, and so they would be in every process that tests start.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Temporal and PostgreSQL without a worker; a test that hurts servers starts its own stack instead."""
    with embedded_stack(workers=0, durable=False) as running:
        yield running


@pytest.fixture(scope="session")
def template(stack: Stack) -> str:
    """Name of a migrated database that nobody ever opens: PostgreSQL copies only those."""
    prepare_database(f"{stack.database_url}_template")
    return "orderflow_template"


@pytest.fixture
def database_url(stack: Stack, template: str) -> Iterator[str]:
    """A fresh database with all tables."""
    url = f"{stack.database_url}_{uuid4().hex[:12]}"
    create_database(url, template)
    yield url
    drop_database(url)
