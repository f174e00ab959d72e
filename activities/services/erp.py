"""The ERP: sales orders are entered there, and purchase orders go out to suppliers from there.

These run on the task queue of the ERP, not in a segment. An order that must not be there any more, or whose
entering is in doubt, is cancelled by its reference.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from activities.service import BusinessError, Call, outside_service
from activities.services.erp_shapes import (
    ConfirmedGoods,
    EnteredSalesOrder,
    PurchaseCancellation,
    PurchaseLookup,
    PurchaseRequest,
    PurchaseState,
    SalesOrderCancellation,
    SalesOrderLookup,
    SalesOrderRequest,
    SalesOrderState,
)
from application.ports import (
    EnteredOrder,
    EnteredOtherwiseError,
    OutsidePorts,
    PlacedPurchase,
    PurchaseOrder,
    RefusedError,
    SalesOrder,
    TooLateError,
)

QUEUE = "erp"


@outside_service("erp.enter_order", queue=QUEUE, errors=("ERP_REFUSED", "ENTERED_OTHERWISE"))
def enter_order(ports: OutsidePorts, call: Call, request: SalesOrderRequest) -> EnteredSalesOrder:
    """Enter a sales order; what stands there already under the reference is that order."""
    order = SalesOrder(
        reference=request.reference or call.order,
        customer=request.customer.id,
        currency=request.currency,
        lines=tuple(line.trade_line() for line in request.lines),
        wanted=request.requested_delivery,
    )
    with _refusals():
        entered = ports.erp.enter_order(call.origin(), order)
    return EnteredSalesOrder(reference=entered.reference, number=entered.number, state=entered.state)


@outside_service("erp.order_state", queue=QUEUE)
def order_state(ports: OutsidePorts, call: Call, request: SalesOrderLookup) -> SalesOrderState:
    """Read how a sales order stands. Changes nothing."""
    reference = request.reference or call.order
    return _sales_state(reference, ports.erp.find_order(reference))


@outside_service("erp.cancel_order", queue=QUEUE, errors=("ERP_REFUSED", "TOO_LATE"))
def cancel_order(ports: OutsidePorts, call: Call, request: SalesOrderCancellation) -> SalesOrderState:
    """Cancel a sales order. Nothing to cancel is as good: so it can be a compensation."""
    reference = request.reference or call.order
    with _refusals():
        left = ports.erp.cancel_order(call.origin(), reference, undoes=call.undoes)
    return _sales_state(reference, left)


@outside_service("erp.purchase", queue=QUEUE, errors=("ERP_REFUSED", "ENTERED_OTHERWISE"))
def purchase(ports: OutsidePorts, call: Call, request: PurchaseRequest) -> PurchaseState:
    """Send a purchase order to a supplier; what stands there already under the reference is that one."""
    order = PurchaseOrder(
        reference=_purchase_reference(call, request.reference),
        supplier=request.supplier,
        currency=request.currency,
        lines=tuple(line.trade_line() for line in request.lines),
        wanted=request.wanted,
    )
    with _refusals():
        placed = ports.erp.purchase(call.origin(), order)
    return _purchase_state(request.reference, placed)


@outside_service("erp.purchase_state", queue=QUEUE)
def purchase_state(ports: OutsidePorts, call: Call, request: PurchaseLookup) -> PurchaseState:
    """Read how a purchase stands, and what the supplier has answered. Changes nothing."""
    placed = ports.erp.find_purchase(_purchase_reference(call, request.reference))
    return _purchase_state(request.reference, placed)


@outside_service("erp.cancel_purchase", queue=QUEUE, errors=("ERP_REFUSED", "TOO_LATE"))
def cancel_purchase(ports: OutsidePorts, call: Call, request: PurchaseCancellation) -> PurchaseState:
    """Cancel a purchase. Nothing to cancel is as good: so it can be a compensation."""
    reference = _purchase_reference(call, request.reference)
    with _refusals():
        left = ports.erp.cancel_purchase(call.origin(), reference, undoes=call.undoes)
    return _purchase_state(request.reference, left)


@contextmanager
def _refusals() -> Iterator[None]:
    """What the ERP refuses, as BPMN errors."""
    try:
        yield
    except RefusedError as error:
        raise BusinessError("ERP_REFUSED", str(error)) from error
    except EnteredOtherwiseError as error:
        facts = {"reference": error.reference, "number": error.number}
        raise BusinessError("ENTERED_OTHERWISE", str(error), facts) from error
    except TooLateError as error:
        raise BusinessError("TOO_LATE", str(error), {"number": error.number, "state": error.state}) from error


def _purchase_reference(call: Call, reference: str) -> str:
    return f"{call.order}/{reference}"


def _sales_state(reference: str, found: EnteredOrder | None) -> SalesOrderState:
    if found is None:
        return SalesOrderState(reference=reference, number=None, state="none")
    return SalesOrderState(reference=reference, number=found.number, state=found.state)


def _purchase_state(reference: str, placed: PlacedPurchase | None) -> PurchaseState:
    if placed is None:
        return PurchaseState(reference=reference, number=None, state="none", promised=None, confirmed=[])
    return PurchaseState(
        reference=reference,
        number=placed.number,
        state=placed.state,
        promised=placed.promised,
        confirmed=[ConfirmedGoods(id=part.line, quantity=part.quantity) for part in placed.confirmed],
    )
