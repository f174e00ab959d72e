"""Databases on the embedded server."""

import psycopg

from stack.embedded import Stack


def test_each_test_gets_a_database_of_its_own(stack: Stack, database_url: str) -> None:
    # given
    with psycopg.connect(database_url) as connection:
        connection.execute("create table mine (id integer)")

    # when
    with psycopg.connect(stack.database_url) as connection:
        found = connection.execute("select to_regclass('mine')").fetchone()

    # then
    assert found == (None,)
