"""Customers, staff, personal data and messages, on the sample master data."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import Engine, func, select

from application.ports import Message, Origin, PartyRecord
from backoffice import ports
from backoffice.master_data import MasterData, load_master_data, read_master_data
from backoffice.stock import SqlStock
from database import transaction
from database.tables import outbox, parties, stock, stock_ledger
from tests.contract.conftest import NOON, sample


def test_a_customer_is_found_without_personal_data(samples: Engine) -> None:
    with transaction(samples) as connection:
        customer = ports(connection).customers.find("C-3001")
        nobody = ports(connection).customers.find("C-0000")

    assert customer is not None
    assert (customer.tier, customer.credit_limit, customer.active) == ("gold", Decimal(500_000), True)
    assert "周敏" not in str(customer)
    assert nobody is None


def test_a_reference_leads_to_the_personal_data(samples: Engine) -> None:
    with transaction(samples) as connection:
        found = ports(connection).parties.find(["party:customer/C-1001", "party:nobody"])

    assert list(found) == ["party:customer/C-1001"]
    data = found["party:customer/C-1001"].data
    assert data is not None
    assert data["name"] == "张伟"


def test_personal_data_can_be_replaced(engine: Engine) -> None:
    records = [PartyRecord("party:x/ship_to", "ship_to", {"name": name}) for name in ("Li", "Wang")]

    with transaction(engine) as connection:
        for record in records:
            ports(connection).parties.put("O-1", [record])
        found = ports(connection).parties.find(["party:x/ship_to"])
        count = connection.scalar(select(func.count()).select_from(parties))

    assert found["party:x/ship_to"].data == {"name": "Wang"}
    assert count == 1


def test_people_are_found_with_their_groups(samples: Engine) -> None:
    with transaction(samples) as connection:
        staff = ports(connection).staff
        supervisor = staff.find("xu.lan")
        clerks = [member.id for member in staff.members("order-clerks")]
        strangers = staff.members("no-such-group")

    assert supervisor is not None
    assert supervisor.groups == {"order-supervisors", "order-clerks"}
    assert clerks == ["alice.brown", "he.jun", "lin.mei", "xu.lan"]
    assert list(strangers) == []


def test_a_message_is_left_once_for_each_call(engine: Engine) -> None:
    message = Message("order-confirmed", "zh", "party:customer/C-1001", {"total": Decimal("19.90")})

    with transaction(engine) as connection:
        for _ in range(2):
            ports(connection).outbox.put(Origin("k", "O-1", NOON), message)
        rows = connection.execute(select(outbox)).all()

    assert [(row.template, row.data, row.sent_at) for row in rows] == [
        ("order-confirmed", {"total": Decimal("19.90")}, None)
    ]


def test_loading_again_keeps_stock_that_has_moved_and_updates_the_rest(samples: Engine) -> None:
    with transaction(samples) as connection:
        port = ports(connection).stock
        before = port.levels(["CUP-001"])["CUP-001"]
        SqlStock(connection).receive(Origin("truck", "", NOON), [])
        again = sample("products.yaml")
        dearer = again.products[0].model_copy(update={"price": Decimal(99)})
        load_master_data(connection, MasterData(products=[dearer]), NOON + timedelta(days=1))
        after = port.levels(["CUP-001"])["CUP-001"]
        price = ports(connection).catalogue.products(["CUP-001"])["CUP-001"].price

    assert before == after
    assert price == 99


def test_the_ledger_explains_the_opening_stock(samples: Engine) -> None:
    received = select(func.sum(stock_ledger.c.quantity)).where(stock_ledger.c.kind == "receive")

    with transaction(samples) as connection:
        on_hand = connection.scalar(select(func.sum(stock.c.on_hand)))
        total = connection.scalar(received)

    assert on_hand == total
    assert total > 0


def test_wrong_master_data_is_named_with_its_line() -> None:
    text = b"products:\n  - sku: A\n    name: {en: Cup}\n    price: cheap\n"

    result = read_master_data(text, "products.yaml")

    assert isinstance(result, tuple)
    assert {(finding.code, finding.line) for finding in result} == {("missing-field", 3), ("wrong-type", 4)}
