"""Sample orders and cases from receipt to close, by their scripts, with the real services and a database."""

from collections.abc import Awaitable, Callable, Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.books import SqlBooks
from database.server import create_database, drop_database
from demo.desk import Desk
from demo.performance import play
from demo.samples import Sample
from engine.interpreter import broken_link
from stack.embedded import Stack
from tests.support.kept_promises import broken_lines
from tests.support.sample_desk import sample_desk

_UNDER_WAY = text("""
    SELECT number || ' ' || state FROM (
        SELECT number, order_number, state FROM purchases WHERE state IN ('requested', 'ordered', 'confirmed')
        UNION ALL
        SELECT number, order_number, state FROM production_orders WHERE state IN ('scheduled', 'running')
        UNION ALL
        SELECT number, order_number, state FROM shipments WHERE state = 'picking'
    ) AS open WHERE order_number = :order OR order_number LIKE :family
""")

Played = Callable[[Sample], Awaitable[list[str]]]


@pytest.fixture(scope="module")
def desk(stack: Stack, template: str) -> Iterator[Desk]:
    """One desk for all orders of a file: they live beside each other."""
    url = f"{stack.database_url}_{uuid4().hex[:12]}"
    create_database(url, template)
    with sample_desk(url) as opened:
        yield opened
    drop_database(url)


@pytest.fixture
def played(desk: Desk) -> Played:
    """Plays an order to its end; whatever is not as its script says, or not as it must be with any order."""

    async def to_its_end(sample: Sample) -> list[str]:
        performance = await play(desk, sample)
        if performance.story is None:
            return performance.problems
        number = performance.story.number
        assert isinstance(desk.books, SqlBooks)
        records = await desk.office.pages.records(number)
        broken = [] if broken_link(list(records)) is None else ["the chain of its records is broken"]
        broken += filter(None, [broken_lines(desk.books.engine, number, records)])
        return [*performance.problems, *broken, *_left_open(desk, number)]

    return to_its_end


def _left_open(desk: Desk, number: str) -> list[str]:
    """What nobody waits for any more, and yet stands in the books as under way: of the order and of those
    that it called."""
    assert isinstance(desk.books, SqlBooks)
    with desk.books.engine.connect() as connection:
        return [*connection.scalars(_UNDER_WAY, {"order": number, "family": f"{number}.%"})]
