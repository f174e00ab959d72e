"""How products are got: made on a work centre, or bought; and what customers have agreed to."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY

from database.columns import Amount, Values
from database.metadata import metadata

# `week` holds the minutes of each weekday from Monday on; single days may differ.
work_centers = Table(
    "work_centers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Values, nullable=False),
    Column("week", ARRAY(Integer), nullable=False),
)

capacity_days = Table(
    "capacity_days",
    metadata,
    Column("work_center", Text, ForeignKey("work_centers.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("minutes", Integer, nullable=False),
)

suppliers = Table(
    "suppliers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
)

# One row for each product that we make or buy. `technical` holds the limits of each parameter.
product_routes = Table(
    "product_routes",
    metadata,
    Column("sku", Text, ForeignKey("products.sku"), primary_key=True),
    Column("models", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("technical", Values, nullable=False),
    Column("cost", Amount, nullable=False),
    Column("make", Values),
    Column("buy", Values),
)

# What a company has agreed with us in advance; without a row nothing is agreed.
agreements = Table(
    "agreements",
    metadata,
    Column("customer", Text, ForeignKey("customers.id"), primary_key=True),
    Column("net_days", Integer, nullable=False, server_default=text("0")),
    Column("deposit_percent", Amount, nullable=False, server_default=text("0")),
    Column("discount_percent", Amount, nullable=False, server_default=text("0")),
    Column("framework_contract", Text),
)

# A customer's number belongs to one order of ours: the first that brought it.
customer_purchases = Table(
    "customer_purchases",
    metadata,
    Column("customer", Text, primary_key=True),
    Column("number", Text, primary_key=True),
    Column("order_number", Text, nullable=False),
)
