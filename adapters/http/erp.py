"""The port `Erp` over HTTP.

The protocol, for whoever puts it before an ERP of theirs (`sales-orders` and `purchase-orders` alike):

GET  /sales-orders?reference=R      {"items": [document, …]}, oldest first
POST /sales-orders                  enters: reference, customer or supplier, currency, wanted, lines
POST /sales-orders/{number}/cancel  the document, cancelled
POST /sales-orders/never            {}; what comes later under this key is cancelled before it begins

Every POST has an `Idempotency-Key`; the same again is answered like the first, whatever has become of the
document. 409 with code `other_content` (and `number`) or `too_late` (and `state`), 422 with a `message` are
business answers. An ERP that keeps no keys answers `never` with 501 and code `no_keys`. A document says
number, reference, state, content (what was entered) and for purchases `promised` and `confirmed`.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic
from urllib.parse import quote

from adapters.http.channel import BusinessAnswer, Channel
from adapters.http.erp_shapes import AnyDocument, PurchaseDocument, SalesDocument, read, written
from application.ports import (
    EnteredOrder,
    EnteredOtherwiseError,
    Origin,
    PlacedPurchase,
    PurchaseOrder,
    RefusedError,
    RejectedError,
    SalesOrder,
    TooLateError,
    UnavailableError,
)

_OVER = ("cancelled", "refused")
_LOOK_AGAIN = 0.5  # seconds between two looks at something that is not there yet


@dataclass(frozen=True, slots=True)
class Documents(Generic[AnyDocument]):
    """Documents of one kind: read the state, then act."""

    channel: Channel
    path: str
    kind: type[AnyDocument]

    def newest(self, reference: str) -> AnyDocument | None:
        """What stands under a reference now. Raises RejectedError when two are alive: somebody has to look,
        and whichever we took could be the wrong one."""
        with _business(reference):
            items = self.channel.get(self.path, reference=reference).get("items")
        if not isinstance(items, list):
            raise UnavailableError("the ERP's answer has no items")
        found = [read(self.kind, item) for item in items]
        alive = [document for document in found if document.state not in _OVER]
        if len(alive) > 1:
            numbers = ", ".join(document.number for document in alive)
            raise RejectedError(
                f"{reference} stands in the ERP more than once ({numbers}); cancel all but one of them there"
            )
        standing = alive or found
        return standing[-1] if standing else None

    def enter(self, origin: Origin, order: SalesOrder | PurchaseOrder) -> AnyDocument:
        """Enter a document, unless it is there. What an ERP forgets of keys, it shows by reference."""
        content = written(order)
        there = self.newest(order.reference)
        if there is not None and there.state not in _OVER:
            if _differs(there.content, content):
                raise EnteredOtherwiseError(order.reference, there.number)
            return there
        with _business(order.reference):
            return self._post(self.path, origin, order.reference, content)

    def cancel(self, origin: Origin, reference: str, undoes: str | None) -> AnyDocument | None:
        """Cancel what is alive, and what may still come."""
        never = undoes is None or self._never(undoes, reference)
        there = self.newest(reference)
        if there is None and not never:  # a request that was given up may still be at work there
            there = self.wait(reference, lambda found: found is not None)
        if there is None or there.state in _OVER:
            return there
        path = f"{self.path}/{quote(there.number, safe='')}/cancel"
        with _business(reference):
            return self._post(path, origin, reference, {})

    def _never(self, key: str, reference: str) -> bool:
        """Let a call never take effect any more; False when the ERP keeps no keys."""
        try:
            self.channel.post(f"{self.path}/never", key, {"reference": reference})
        except BusinessAnswer as answer:
            if answer.code == "no_keys":
                return False
            raise UnavailableError(f"the ERP does not let go of {key}: {answer}") from answer
        return True

    def _post(self, path: str, origin: Origin, reference: str, body: Mapping[str, Any]) -> AnyDocument:
        done = read(self.kind, self.channel.post(path, origin.key, body))
        if done.reference != reference:
            raise UnavailableError(f"the ERP was asked for {reference}, and answered about {done.reference}")
        return done

    def wait(self, reference: str, enough: Callable[[AnyDocument | None], bool]) -> AnyDocument | None:
        """Look until it is enough, at most as long as a request may take."""
        until = time.monotonic() + self.channel.patience.total_seconds()
        while not enough(found := self.newest(reference)) and time.monotonic() < until:
            time.sleep(_LOOK_AGAIN)
        return found


class HttpErp:
    """An ERP behind HTTP."""

    def __init__(self, channel: Channel) -> None:
        self._sales = Documents(channel, "sales-orders", SalesDocument)
        self._purchases = Documents(channel, "purchase-orders", PurchaseDocument)

    def enter_order(self, origin: Origin, order: SalesOrder) -> EnteredOrder:
        """As Erp. Waits while it is received and not processed yet; then UnavailableError."""
        entered: SalesDocument | None = self._sales.enter(origin, order)
        if entered is not None and entered.state == "received":
            entered = self._sales.wait(order.reference, lambda now: now is None or now.state != "received")
        if entered is None or entered.state == "received":
            raise UnavailableError(f"the ERP has received {order.reference}, and has not processed it yet")
        return entered.found()

    def find_order(self, reference: str) -> EnteredOrder | None:
        """As Erp."""
        found = self._sales.newest(reference)
        return None if found is None else found.found()

    def cancel_order(
        self, origin: Origin, reference: str, *, undoes: str | None = None
    ) -> EnteredOrder | None:
        """As Erp. An ERP without keys is looked at until a request of ours would have ended."""
        left = self._sales.cancel(origin, reference, undoes)
        return None if left is None else left.found()

    def purchase(self, origin: Origin, order: PurchaseOrder) -> PlacedPurchase:
        """As Erp."""
        return self._purchases.enter(origin, order).found()

    def find_purchase(self, reference: str) -> PlacedPurchase | None:
        """As Erp."""
        found = self._purchases.newest(reference)
        return None if found is None else found.found()

    def cancel_purchase(
        self, origin: Origin, reference: str, *, undoes: str | None = None
    ) -> PlacedPurchase | None:
        """As cancel_order."""
        left = self._purchases.cancel(origin, reference, undoes)
        return None if left is None else left.found()


def _differs(there: Mapping[str, Any], ours: Mapping[str, Any]) -> bool:
    """Whether a field that we would enter stands there with another value."""
    return any(there.get(name) != value for name, value in ours.items())


@contextmanager
def _business(reference: str) -> Iterator[None]:
    """What the ERP contradicts, in the words of the port."""
    try:
        yield
    except BusinessAnswer as answer:
        number = str(answer.body.get("number", ""))
        match answer.code:
            case "other_content":
                raise EnteredOtherwiseError(reference, number) from answer
            case "too_late":
                raise TooLateError(number, str(answer.body.get("state", "done"))) from answer
            case _:
                raise RefusedError(str(answer)) from answer
