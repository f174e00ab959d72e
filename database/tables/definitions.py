"""Process definitions that were published while the system runs; files are the other source."""

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, Table, Text, UniqueConstraint

from database.columns import Time, Values
from database.metadata import metadata

process_definitions = Table(
    "process_definitions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    # The sources it was compiled from, all of them: a digest can always be compiled again.
    Column("bundle", LargeBinary, nullable=False),
    # The names by which people ask for its orders (application.vocabulary); none for what was published
    # before they were kept, until it is published again.
    Column("words", Values),
    Column("status", Text, nullable=False),
    Column("published_at", Time, nullable=False),
    Column("published_by", Text, nullable=False),
    UniqueConstraint("name", "version", "digest"),
    CheckConstraint("status in ('draft', 'released', 'retired')", name="status"),
)
