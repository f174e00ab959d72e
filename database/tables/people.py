"""Customers, staff, and the personal data that everything else only refers to."""

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Index, Table, Text, text

from database.columns import Amount, Time, Values
from database.metadata import metadata

# Personal data, and nothing but: one row a reference, so that it can be encrypted and erased without
# touching a record. `data` is null once erased.
parties = Table(
    "parties",
    metadata,
    Column("reference", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("order_number", Text),
    Column("data", Values),
    Column("erased_at", Time),
)
Index("ix_parties_order_number", parties.c.order_number)

customers = Table(
    "customers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("language", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("credit_limit", Amount, nullable=False, server_default=text("0")),
    Column("party", Text, nullable=False),
    CheckConstraint("kind in ('person', 'company')", name="kind"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
)

groups = Table(
    "groups",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Values, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("staff_id", Text, ForeignKey("staff.id"), primary_key=True),
    Column("group_id", Text, ForeignKey("groups.id"), primary_key=True),
)
Index("ix_memberships_group_id", memberships.c.group_id)

absences = Table(
    "absences",
    metadata,
    Column("staff_id", Text, ForeignKey("staff.id"), primary_key=True),
    Column("begins", Time, primary_key=True),
    Column("ends", Time, nullable=False),
    Column("substitute", Text, ForeignKey("staff.id")),
    CheckConstraint("ends > begins", name="order"),
)
