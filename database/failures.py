"""What a database failure means for the caller: repeat the whole transaction, wait, or give up."""

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

# Serialisation failure, deadlock, lock not available in time.
_REPEATABLE = {"40001", "40P01", "55P03"}
# Connection lost or refused, server starting or stopping, out of connections or disk.
_UNAVAILABLE_CLASSES = {"08", "53"}
_UNAVAILABLE = {"57P01", "57P02", "57P03", "25P03", "57014"}
# Two calls under one key ran at once, and the other was first: a repetition finds its result.
_CALL_KEYS = {"pk_stock_calls"}


def is_repeatable(error: BaseException) -> bool:
    """Whether running the same transaction again, from its start, may succeed at once."""
    cause = _cause(error)
    if isinstance(cause, psycopg.errors.UniqueViolation):
        return cause.diag.constraint_name in _CALL_KEYS
    return cause is not None and cause.sqlstate in _REPEATABLE


def is_unavailable(error: BaseException) -> bool:
    """Whether PostgreSQL is away, stopping, or too busy to answer in time: wait, then try again."""
    if isinstance(error, PoolTimeoutError):
        return True
    cause = _cause(error)
    if cause is None:
        return False
    if cause.sqlstate is None:  # the connection broke before the server could give a reason
        return isinstance(cause, psycopg.OperationalError)
    return cause.sqlstate in _UNAVAILABLE or cause.sqlstate[:2] in _UNAVAILABLE_CLASSES


def _cause(error: BaseException) -> psycopg.Error | None:
    original = error.orig if isinstance(error, DBAPIError) else error
    return original if isinstance(original, psycopg.Error) else None
