"""Databases on a server: create, copy, drop."""

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from database.migrate import migrate


def prepare_database(url: str) -> None:
    """Creates the database named in the address when it is missing, and brings its tables up to date."""
    create_database(url)
    migrate(url)


def create_database(url: str, template: str = "template1") -> None:
    """Makes sure that the database named in the address exists; ``template`` is copied when it is new."""
    name = _name(url)
    with _administration(url) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", (name,)).fetchone()
        if known is None:
            statement = sql.SQL("create database {} template {}")
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def drop_database(url: str) -> None:
    """Ends the sessions of the database named in the address, and removes it."""
    with _administration(url) as connection:
        statement = sql.SQL("drop database if exists {} with (force)")
        connection.execute(statement.format(sql.Identifier(_name(url))))


def _name(url: str) -> str:
    return str(conninfo_to_dict(url)["dbname"])


def _administration(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    """A session on the database that every server has: one cannot create the database one is in."""
    return psycopg.connect(url, dbname="postgres", autocommit=True)
