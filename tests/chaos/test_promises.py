"""`make chaos` notices an order that nobody looks after, and what an ERP has of one that was called off."""

import pytest

from tests.chaos.promises import broken_erp, is_forgotten
from tests.support.runs import a_run

CONDITION = "{id: calm, type: wait, condition: n = 1}"
ALONE = f"""
    variables: {{n: {{initial: 0}}}}
    flow: [{CONDITION}]
"""
LOOKED_AFTER = {
    "a person": "TASK(look)",
    "a time": "{id: later, type: timer, timer: {in: PT5M}}",
    "a message": "{id: hear, type: message, message: paid}",
    "another system": "{id: book, type: serviceTask, service: erp.cancel}",
}


def test_an_open_order_that_only_waits_for_itself_is_forgotten() -> None:
    run = a_run(ALONE)

    assert is_forgotten(run.process, run.state)


@pytest.mark.parametrize("element", LOOKED_AFTER.values(), ids=LOOKED_AFTER)
def test_an_order_that_somebody_or_something_looks_after_is_not(element: str) -> None:
    run = a_run(f"""
        variables: {{n: {{initial: 0}}}}
        messages: {{paid: {{}}}}
        flow:
          - type: parallelGateway
            id: both
            branches: [{{flow: [{CONDITION}]}}, {{flow: [{element}]}}]
    """)

    assert not is_forgotten(run.process, run.state)


def test_an_order_that_is_over_is_not_forgotten() -> None:
    run = a_run("flow: [SET(note, {n: 1})]\nvariables: {n: {initial: 0}}")

    assert run.state.over
    assert not is_forgotten(run.process, run.state)


def document(reference: str, key: str, state: str = "confirmed") -> dict[str, str]:
    return {"reference": reference, "key": key, "state": state}


def test_a_document_of_an_order_that_was_called_off_must_not_be_valid() -> None:
    documents = [
        document("M-1", "a", "cancelled"),
        document("M-1", "b"),
        document("M-2", "c"),
        document("M-3.1/M-3.1-B1", "d"),
    ]
    statuses = {"M-1": "cancelled", "M-2": "completed", "M-3.1": "undone"}

    found = broken_erp(documents, {"a", "b", "c", "d"}, statuses)

    assert found == [
        "ERP: M-1 is valid there, and the order was cancelled",
        "ERP: M-3.1/M-3.1-B1 is valid there, and the order was undone",
    ]


def test_what_was_entered_twice_or_by_nobody_is_named() -> None:
    documents = [document("M-1", "a"), document("M-1", "a"), document("M-2", "x")]

    found = broken_erp(documents, {"a"}, {})

    assert found == ["ERP: a was entered twice", "ERP: x was entered, and no order has asked for it"]
