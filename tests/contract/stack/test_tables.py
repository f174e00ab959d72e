"""A worker that is up early waits for the database, and for tables that are up to date."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from database import create_engine
from database.migrate import migrate
from database.server import create_database
from stack.embedded import Stack, embedded_stack
from stack.tables import tables_in_time, what_is_missing


@pytest.fixture(scope="module")
def servers() -> Iterator[Stack]:
    with embedded_stack(workers=0, durable=False) as stack:
        yield stack


def fresh(servers: Stack, name: str) -> str:
    """The address of a database that does not exist yet."""
    return f"{servers.database_url.rpartition('/')[0]}/{name}"


def test_what_is_missing_is_told_until_the_tables_are_up_to_date(servers: Stack) -> None:
    # given
    url = fresh(servers, "early")

    # when
    nowhere = what_is_missing("postgresql://nobody@127.0.0.1:1/none")
    absent = what_is_missing(url)
    create_database(url)
    empty = what_is_missing(url)
    migrate(url)

    # then
    assert "refused" in nowhere
    assert "does not exist" in absent
    assert "python -m stack.prepare" in empty
    assert what_is_missing(url) == ""


def test_tables_of_newer_code_are_good_enough(servers: Stack) -> None:
    # given
    url = fresh(servers, "newer")
    create_database(url)
    migrate(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = 'from-the-future'"))
    engine.dispose()

    # when / then
    assert what_is_missing(url) == ""


async def test_waiting_ends_with_the_tables_and_with_a_request_to_stop(servers: Stack) -> None:
    # given
    url, stopping = fresh(servers, "waited-for"), asyncio.Event()
    waiting = asyncio.create_task(tables_in_time(url, stopping))
    given_up = asyncio.create_task(tables_in_time(fresh(servers, "never"), stopping))

    # when
    await asyncio.to_thread(create_database, url)
    await asyncio.to_thread(migrate, url)
    found = await asyncio.wait_for(waiting, 20)
    stopping.set()

    # then
    assert found
    assert not await asyncio.wait_for(given_up, 20)
