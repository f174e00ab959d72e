"""Engineering data, production, purchasing, promises and invoices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "work_centers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("week", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_centers")),
    )
    op.create_table(
        "capacity_days",
        sa.Column("work_center", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work_center"], ["work_centers.id"], name=op.f("fk_capacity_days_work_center")
        ),
        sa.PrimaryKeyConstraint("work_center", "day", name=op.f("pk_capacity_days")),
    )
    op.create_table(
        "suppliers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppliers")),
    )
    op.create_table(
        "product_routes",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("models", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("technical", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("cost", sa.Numeric(), nullable=False),
        sa.Column("make", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("buy", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["sku"], ["products.sku"], name=op.f("fk_product_routes_sku")),
        sa.PrimaryKeyConstraint("sku", name=op.f("pk_product_routes")),
    )
    op.create_table(
        "agreements",
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("net_days", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("deposit_percent", sa.Numeric(), server_default=sa.text("0"), nullable=False),
        sa.Column("discount_percent", sa.Numeric(), server_default=sa.text("0"), nullable=False),
        sa.Column("framework_contract", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["customer"], ["customers.id"], name=op.f("fk_agreements_customer")),
        sa.PrimaryKeyConstraint("customer", name=op.f("pk_agreements")),
    )
    op.create_table(
        "customer_purchases",
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("customer", "number", name=op.f("pk_customer_purchases")),
    )
    op.create_table(
        "production_orders",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("work_center", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(), nullable=False),
        sa.Column("good", sa.Numeric(), server_default=sa.text("0"), nullable=False),
        sa.Column("scrapped", sa.Numeric(), server_default=sa.text("0"), nullable=False),
        sa.Column("materials", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('scheduled', 'running', 'finished', 'cancelled')",
            name=op.f("ck_production_orders_state"),
        ),
        sa.CheckConstraint(
            "quantity > 0 and good >= 0 and scrapped >= 0", name=op.f("ck_production_orders_quantities")
        ),
        sa.ForeignKeyConstraint(
            ["work_center"], ["work_centers.id"], name=op.f("fk_production_orders_work_center")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_production_orders")),
        sa.UniqueConstraint("key", name=op.f("uq_production_orders_key")),
    )
    op.create_index("ix_production_orders_order_number", "production_orders", ["order_number"], unique=False)
    op.create_table(
        "capacity_bookings",
        sa.Column("production_order", sa.Text(), nullable=False),
        sa.Column("work_center", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_capacity_bookings_minutes")),
        sa.ForeignKeyConstraint(
            ["production_order"],
            ["production_orders.number"],
            name=op.f("fk_capacity_bookings_production_order"),
        ),
        sa.PrimaryKeyConstraint("production_order", "day", name=op.f("pk_capacity_bookings")),
    )
    op.create_index("ix_capacity_bookings_day", "capacity_bookings", ["work_center", "day"], unique=False)
    op.create_table(
        "purchases",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(), nullable=False),
        sa.Column("accepted", sa.Numeric(), server_default=sa.text("0"), nullable=False),
        sa.Column("rejected", sa.Numeric(), server_default=sa.text("0"), nullable=False),
        sa.Column("unit_cost", sa.Numeric(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Date(), nullable=False),
        sa.Column("expected", sa.Date(), nullable=True),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('requested', 'ordered', 'confirmed', 'received', 'cancelled')",
            name=op.f("ck_purchases_state"),
        ),
        sa.CheckConstraint(
            "quantity > 0 and accepted >= 0 and rejected >= 0", name=op.f("ck_purchases_quantities")
        ),
        sa.ForeignKeyConstraint(["supplier"], ["suppliers.id"], name=op.f("fk_purchases_supplier")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_purchases")),
        sa.UniqueConstraint("key", name=op.f("uq_purchases_key")),
    )
    op.create_index("ix_purchases_order_number", "purchases", ["order_number"], unique=False)
    op.create_table(
        "sourcing_calls",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sourcing_calls")),
    )
    op.create_table(
        "expected_receipts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Numeric(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_expected_receipts_quantity")),
        sa.ForeignKeyConstraint(["sku"], ["products.sku"], name=op.f("fk_expected_receipts_sku")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_receipts")),
    )
    op.create_index("ix_expected_receipts_sku", "expected_receipts", ["sku", "day"], unique=False)
    op.create_table(
        "promises",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("promised", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
        sa.UniqueConstraint("key", "line", name=op.f("uq_promises_key_line")),
    )
    op.create_index("ix_promises_order_number", "promises", ["order_number", "line", "id"], unique=False)
    op.create_table(
        "invoices",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("net", sa.Numeric(), nullable=False),
        sa.Column("tax", sa.Numeric(), nullable=False),
        sa.Column("gross", sa.Numeric(), nullable=False),
        sa.Column("lines", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('invoice', 'credit_note')", name=op.f("ck_invoices_kind")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_invoices")),
        sa.UniqueConstraint("key", name=op.f("uq_invoices_key")),
    )
    op.create_index("ix_invoices_order_number", "invoices", ["order_number"], unique=False)
