"""Bring a database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from database.connection import create_engine
from database.transaction import transaction

# Any number, as long as all of us take the same: two programs that start at once migrate one after the other.
_LOCK = 0x0F10


def migrate(url: str) -> tuple[str, ...]:
    """Apply the revisions that are missing, in one transaction; returns them, oldest first.

    Safe to call at each start and from several programs at once. Raises sqlalchemy.exc.OperationalError
    when the server cannot be reached.
    """
    engine = create_engine(url)
    try:
        with transaction(engine) as connection:
            return _upgrade(connection)
    finally:
        engine.dispose()


def pending(connection: Connection) -> tuple[str, ...]:
    """The revisions that this database lacks, oldest first."""
    script = ScriptDirectory.from_config(_config())
    current = MigrationContext.configure(connection).get_current_revision()
    missing = script.iterate_revisions("head", current or "base")
    return tuple(reversed([revision.revision for revision in missing]))


def _upgrade(connection: Connection) -> tuple[str, ...]:
    connection.execute(text("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    missing = pending(connection)
    if missing:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return missing


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
