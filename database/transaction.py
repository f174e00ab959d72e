"""The unit of work: everything inside commits together, or nothing does."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction: committed at the end, rolled back when anything is raised.

    Who gets the connection never commits. Isolation is PostgreSQL's READ COMMITTED; what must not
    change in between is locked by the statement that reads it.
    """
    with engine.begin() as connection:
        yield connection
