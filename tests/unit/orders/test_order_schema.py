"""The generated schema is the file in definitions, and says what documents look like."""

from engine.model.schemas import Schema
from orders import Order, order_from, split
from orders.document import OrderDocument
from orders.schema import ORDER_SCHEMA, order_schema, schema_of
from tests.support.orders import an_order


def test_definitions_hold_the_schema_as_it_is_generated() -> None:
    written = ORDER_SCHEMA.read_text(encoding="utf-8")

    generated = order_schema()

    assert written == generated, "run: python -m orders.schema"


def test_a_document_fits_the_schema_and_a_changed_one_does_not() -> None:
    order = order_from(an_order())
    assert isinstance(order, Order)
    schema = Schema("order", schema_of(OrderDocument))
    value = split(order).document.value()

    good = schema.problems(value)
    bad = schema.problems({**value, "currency": 3})

    assert good == []
    assert [problem.path for problem in bad] == ["currency"]


def test_the_schema_is_written_out_without_references() -> None:
    schema = str(schema_of(OrderDocument))

    found = [word for word in ("$ref", "$defs", "title") if word in schema]

    assert found == []
