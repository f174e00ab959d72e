"""One migration history leads to exactly the tables that the code knows."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text

import database.tables  # noqa: F401  (fills the metadata)
from database import create_engine
from database.metadata import metadata
from database.migrate import migrate, pending
from database.server import create_database, drop_database


def test_the_migrated_database_has_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_the_comparison_sees_a_missing_column(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("ALTER TABLE tasks DROP COLUMN outcome"))
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert [difference[0] for difference in differences] == ["add_column"]


def test_migrating_again_does_nothing(database_url: str) -> None:
    applied = migrate(database_url)

    assert applied == ()


def test_several_programs_may_migrate_a_new_database_at_once(stack_url_for_new: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        applied = list(pool.map(migrate, [stack_url_for_new] * 4))

    assert sorted(map(len, applied))[:3] == [0, 0, 0]
    assert sorted(map(len, applied))[3] > 0
    engine = create_engine(stack_url_for_new)
    with engine.connect() as connection:
        assert pending(connection) == ()
    engine.dispose()


@pytest.fixture
def stack_url_for_new(database_url: str) -> object:
    """The address of an empty database."""
    url = f"{database_url}_new"
    create_database(url)
    yield url
    drop_database(url)
