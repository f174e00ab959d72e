"""An order is parted into what is recorded and the personal data that is not."""

from decimal import Decimal

from engine.values import decode, encode
from orders import Order, order_from, split
from tests.support.orders import a_line, an_order

SECRETS = [
    "张伟",
    "13800138000",
    "zhang@example.com",
    "中山路 88 号",
    "李娜",
    "call at night",
    "for Mei",
]


def order_with_secrets() -> Order:
    buyer = {
        "name": "张伟",
        "phone": "13800138000",
        "email": "zhang@example.com",
        "address": {"street": "中山路 88 号", "city": "杭州市"},
    }
    order = order_from(
        an_order(
            customer={"id": "C-1001", "party": buyer},
            ship_to={"name": "李娜"},
            notes="call at night",
            lines=[a_line(notes="for Mei"), a_line(quantity=Decimal("1.5"))],
        )
    )
    assert isinstance(order, Order)
    return order


def test_the_document_holds_no_personal_data() -> None:
    order = order_with_secrets()

    document = encode(split(order).document.value()).decode()

    assert not [secret for secret in SECRETS if secret in document]


def test_the_personal_half_holds_all_of_it() -> None:
    order = order_with_secrets()

    personal = str([record.data for record in split(order).personal])

    assert [secret for secret in SECRETS if secret in personal] == SECRETS


def test_every_reference_of_the_document_leads_to_a_record() -> None:
    order = order_with_secrets()

    halves = split(order)

    document = halves.document
    references = {
        document.customer.party,
        document.ship_to,
        document.notes,
        *(line.notes for line in document.lines),
    }
    assert references - {None} == {record.reference for record in halves.personal}
    assert document.bill_to is None


def test_references_say_nothing_about_the_data() -> None:
    order = order_with_secrets()
    other_buyer = order.customer.model_copy(update={"party": order.ship_to})

    one = split(order).personal[0]
    other = split(order.model_copy(update={"customer": other_buyer})).personal[0]

    assert one.data != other.data
    assert one.reference == other.reference == "party:web-shop/SO-1/1/customer"


def test_amounts_are_rounded_to_what_the_currency_can_pay() -> None:
    lines = [a_line(quantity=Decimal("1.5"), unit_price=Decimal("0.33")), a_line(quantity=1, unit_price=10)]
    order = order_from(an_order(lines=lines))
    assert isinstance(order, Order)

    document = split(order).document

    assert [str(line.amount) for line in document.lines] == ["0.50", "10.00"]
    assert str(document.total) == "10.50"


def test_the_document_survives_encoding() -> None:
    value = split(order_with_secrets()).document.value()

    restored = decode(encode(value))

    assert restored == value
