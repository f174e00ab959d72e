"""Messages that an order kept and never took: whoever looks at it sees them."""

from tests.contract.cli.conftest import CommandLine

PAID = '{"reference": "B-7", "amount": 120.00}'


def test_payment_that_an_ended_order_kept_is_shown(orderflow: CommandLine) -> None:
    # given
    number = orderflow.submit("left-over")
    kept = orderflow("message", number, "paid", PAID, "--as", "olivia.evans")
    before = orderflow("order", "show", number, "--as", "alice.brown").out

    # when
    orderflow("order", "cancel", number, "--reason", "changed my mind", "--as", "alice.brown")

    # then
    shown = orderflow("order", "show", number, "--as", "alice.brown").out
    (left,) = orderflow("order", "show", number, "--json").json["left_over"]
    assert "kept until the order waits for it" in kept.out
    assert "never taken" not in before
    assert "Messages that were kept and never taken" in shown
    assert "message “paid” was kept and never taken; it has had no effect: amount 120, reference B-7" in shown
    assert (left["message"], left["content"]["reference"]) == ("paid", "B-7")
