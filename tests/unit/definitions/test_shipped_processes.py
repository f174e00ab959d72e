"""The shipped processes: compile cleanly, speak both languages, and tell customers whole sentences."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from activities.catalogue import catalogue
from adapters.definition_files import read_definitions
from backoffice.master_data import MasterData, read_master_data
from engine.compiler import Library, compile_definitions
from engine.language.yaml_reader import read_yaml
from engine.model import CompensationService, End, Goto, Process, ServiceCall, Text, UserTask

DEFINITIONS = Path(__file__).parents[3] / "definitions"
STAFF = DEFINITIONS / "samples/staff.yaml"
PROCESSES = ("retail-order", "manufacturing-order", "source-line")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def library() -> Library:
    signatures = {name: service.signature for name, service in catalogue().items()}
    staff = read_master_data(STAFF.read_bytes(), STAFF.name)
    assert isinstance(staff, MasterData), staff
    groups = [group.id for group in staff.groups]
    return compile_definitions(read_definitions(DEFINITIONS), signatures, groups)


@pytest.fixture(scope="module", params=PROCESSES)
def process(library: Library, request: pytest.FixtureRequest) -> Process:
    found = library.newest(request.param)
    assert found is not None, library.findings
    return found


@pytest.fixture(scope="module")
def messages() -> list[dict[str, Any]]:
    """Every message to the customer, as it is written."""
    documents = [
        document
        for name in PROCESSES
        for document in read_yaml((DEFINITIONS / f"processes/{name}.yaml").read_bytes(), name).documents
    ]
    parts = (part for document in documents for part in parts_of(document.value))
    return [part for part in parts if part.get("service") == "customer.notify"]


def parts_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts_of(inner)


def test_the_shipped_definitions_have_no_findings(library: Library) -> None:
    assert library.findings == ()


def test_every_message_says_who_may_send_it(process: Process) -> None:
    assert [name for name, message in process.messages.items() if not message.senders] == []


def texts_of(process: Process) -> Iterator[Text]:
    yield process.label
    yield from (text for _, text in process.stages)
    yield from process.status_texts.values()
    for element in process.elements.values():
        if not isinstance(element, End | Goto):
            yield element.name
        if isinstance(element, UserTask):
            yield from (label for _, label in element.outcomes)


def test_whatever_people_see_is_there_in_both_languages(process: Process) -> None:
    missing = [
        text.en for text in texts_of(process) if not CHINESE.search(text.zh) or CHINESE.search(text.en)
    ]

    assert missing == []


def test_every_user_task_has_a_deadline(process: Process) -> None:
    tasks = [element for element in process.elements.values() if isinstance(element, UserTask)]

    assert [task.id for task in tasks if task.due is None] == []


@pytest.mark.parametrize("name", ["manufacturing-order", "source-line"])
def test_behind_every_deadline_of_a_manufacturing_order_somebody_is_told(library: Library, name: str) -> None:
    elements = library.processes[name, 1].elements.values()

    assert [task.id for task in elements if isinstance(task, UserTask) and not task.escalation] == []


@pytest.mark.parametrize("name", ["manufacturing-order", "source-line"])
def test_whatever_is_entered_in_an_outside_system_can_be_taken_back(library: Library, name: str) -> None:
    """Also while it is being entered: a call without a compensation is not waited for by whoever cancels."""
    calls = [e for e in library.processes[name, 1].elements.values() if isinstance(e, ServiceCall)]
    entering = [call for call in calls if call.service in ("erp.enter_order", "erp.purchase")]

    assert entering
    assert [call.id for call in entering if call.compensation is None] == []


def test_money_that_came_early_is_kept_until_the_order_wants_it(library: Library) -> None:
    payment = library.processes["manufacturing-order", 1].messages["payment_received"]

    assert (payment.early, payment.time_to_live) == ("keep", None)


def test_first_review_is_due_in_ten_working_minutes_with_four_rungs(library: Library) -> None:
    review = library.processes["retail-order", 1].elements["first_review"]

    assert isinstance(review, UserTask)
    assert review.due is not None
    assert (review.due.calendar, review.due.value.text) == ("shop", "'PT10M'")
    assert [rung.action for rung in review.escalation] == ["notify", "reassign", "reassign", "complete"]


def test_messages_to_customers_are_given_all_that_their_texts_mention(
    library: Library, messages: list[dict[str, Any]]
) -> None:
    for task in messages:
        template = library.templates[task["input"]["template"]]
        wanted = set(re.findall(r"\{(\w+)\}", f"{template.subject} {template.body}"))
        given = {"order", *task["input"].get("data", {})}
        assert wanted <= given, f"{task['id']} does not say {wanted - given}"


def test_messages_to_customers_are_in_their_language(messages: list[dict[str, Any]]) -> None:
    assert {task["input"]["language"] for task in messages} == {"=order.language"}


def test_no_text_for_customers_is_left_over(library: Library, messages: list[dict[str, Any]]) -> None:
    used = {task["input"]["template"] for task in messages}

    responses = {f"order-response-{word}" for word in ("accept", "changes", "clarify", "reject")}
    assert library.templates.keys() == used | responses


def test_whoever_asked_for_an_order_or_reviewed_it_approves_nothing(library: Library) -> None:
    elements = library.processes["manufacturing-order", 1].elements
    excluded = {}
    for name in ("approve", "approve_second", "sign_for_us"):
        task = elements[name]
        assert isinstance(task, UserTask)
        excluded[name] = (set(task.exclude_tasks), [formula.text for formula in task.exclude_people])

    reviews, asked = {"technical_review", "commercial_review"}, ["order.created_by"]
    assert excluded["approve"] == (reviews, asked)
    assert excluded["approve_second"] == (reviews | {"approve"}, asked)
    assert excluded["sign_for_us"] == (reviews | {"draft_contract"}, asked)


def test_what_a_line_has_done_can_be_undone(library: Library) -> None:
    elements = library.processes["source-line", 1].elements
    effects = {
        "reserve": "stock.release",
        "schedule": "production.cancel",
        "reserve_materials": "stock.release",
        "put_in_stock": "stock.release",
        "request": "purchase.cancel",
        "shelve_goods": "stock.release",
    }

    undone = {
        name: element.compensation.service
        for name, element in elements.items()
        if isinstance(element.compensation, CompensationService)
    }
    assert undone == effects
    assert elements["send_purchase"].compensation is not None
