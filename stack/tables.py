"""Waiting for the database: a worker may be up before the server is, and before its tables are up to date."""

import asyncio

import structlog
from alembic.script.revision import ResolutionError
from alembic.util.exc import CommandError
from sqlalchemy.exc import OperationalError

from database.connection import create_engine
from database.migrate import pending

_log = structlog.get_logger(__name__)

_PAUSE_SECONDS = 0.2
_SAY_AFTER_SECONDS = 10.0


async def tables_in_time(url: str, stopping: asyncio.Event) -> bool:
    """Returns when the tables are up to date, saying now and then what is missing; False when told to stop
    before."""
    waited = 0.0
    while not stopping.is_set():
        missing = await asyncio.to_thread(what_is_missing, url)
        if not missing:
            return True
        if waited % _SAY_AFTER_SECONDS < _PAUSE_SECONDS <= waited:
            _log.warning("waiting for the database", problem=missing)
        await asyncio.sleep(_PAUSE_SECONDS)
        waited += _PAUSE_SECONDS
    return False


def what_is_missing(url: str) -> str:
    """Why the tables cannot be used yet, or nothing. Tables that are newer than this code are no reason:
    whoever brought them up to date knows that workers change over one by one."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            behind = pending(connection)
    except OperationalError as error:
        return str(error.orig).strip()
    except (CommandError, ResolutionError):  # a revision that this code does not know
        return ""
    finally:
        engine.dispose()
    return f"revisions {', '.join(behind)} are not applied; run `python -m stack.prepare`" if behind else ""
