"""What orders tell each other."""

from sqlalchemy import BigInteger, Column, Identity, Index, Table, Text

from database.columns import Time, Values
from database.metadata import metadata

# Written in the sender's segment, marked in the receiver's: a letter is under way exactly as long as
# `delivered_at` is empty. `id` is the stimulus's; `seq` keeps the order in which they were written.
letters = Table(
    "letters",
    metadata,
    Column("receiver", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("seq", BigInteger, Identity(always=True), nullable=False),
    Column("sender", Text, nullable=False),
    Column("stimulus", Values, nullable=False),
    Column("sent_at", Time, nullable=False),
    Column("delivered_at", Time),
    # What the receiver answered: a refusal stays a refusal when the letter comes once more.
    Column("outcome", Values),
)
Index("ix_letters_under_way", letters.c.sent_at, postgresql_where=letters.c.delivered_at.is_(None))
Index("ix_letters_sender", letters.c.sender)
