"""Sales orders that were entered and purchase orders that went out, when no ERP of another make has them."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Identity, Index, Table, Text

from database.columns import Time, Values, order_number
from database.metadata import metadata

erp_documents = Table(
    "erp_documents",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    order_number(),
    Column("reference", Text, nullable=False),
    Column("partner", Text),
    Column("state", Text, nullable=False),
    Column("content", Values, nullable=False),
    Column("promised", Date),
    Column("created_at", Time, nullable=False),
    Column("cancelled_at", Time),
    CheckConstraint("kind in ('sale', 'purchase')", name="kind"),
    CheckConstraint(
        "state in ('received', 'sent', 'confirmed', 'refused', 'done', 'cancelled')", name="state"
    ),
)
Index("ix_erp_documents_order_number", erp_documents.c.order_number)
Index("ix_erp_documents_reference", erp_documents.c.kind, erp_documents.c.reference, erp_documents.c.id)
# One document of a kind is alive under a reference, whoever comes first.
Index(
    "uq_erp_documents_alive",
    erp_documents.c.kind,
    erp_documents.c.reference,
    unique=True,
    postgresql_where=erp_documents.c.state.not_in(["cancelled", "refused"]),
)
