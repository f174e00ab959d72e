"""What a good definition compiles to: surface forms merged, names kept, nothing lost."""

from datetime import timedelta

from engine.compiler import compile_definitions
from engine.model import (
    CompensationService,
    Constant,
    End,
    Goto,
    Handler,
    Join,
    Process,
    Split,
    UserTask,
    Wait,
)
from tests.support.corpus import GROUPS, SERVICES, good_files

HEAD = "lang: 1\nprocess: sample\nversion: 1\nname: Sample\n"


def compiled(text: str) -> Process:
    """The process of a definition of which nothing may be wrong."""
    library = compile_definitions({**good_files(), "sample.yaml": (HEAD + text).encode()}, SERVICES, GROUPS)
    assert [str(f) for f in library.findings] == []
    return library.processes["sample", 1]


def everything() -> Process:
    """The definition that uses every form."""
    return compile_definitions(good_files(), SERVICES, GROUPS).processes["everything", 3]


def handler(process: Process, host: str) -> Handler:
    """The only handler of an element."""
    (only,) = process.elements[host].handlers
    return only


def test_every_element_has_a_place_and_stands_there() -> None:
    process = everything()

    assert process.elements.keys() == process.places.keys()
    assert all(
        process.flows[place.flow].elements[place.index] is process.elements[name]
        for name, place in process.places.items()
    )


def test_message_knows_whose_it_may_be() -> None:
    messages = everything().messages

    assert messages["cancel_requested"].senders == frozenset({"clerks", "system"})
    assert messages["change_requested"].senders is None


def test_a_named_flow_stands_where_it_is_used() -> None:
    process = everything()

    assert process.places["first"].flow == "route/1"
    assert process.flows["route/1"].owner == "route"


def test_exclusive_inclusive_and_parallel_gateways_become_splits() -> None:
    process = everything()

    route, both = process.elements["route"], process.elements["both"]

    assert isinstance(route, Split)
    assert isinstance(both, Split)
    assert (route.choice, both.choice) == ("exclusive", "parallel")
    assert [branch.when is None for branch in route.branches] == [False, True], "the default comes last"
    assert both.join == Join(1, "cancel")


def test_default_none_has_no_default_branch() -> None:
    asked = everything().elements["asked"]

    assert isinstance(asked, Split)
    assert [branch.when is None for branch in asked.branches] == [False]


def test_timer_message_condition_and_event_gateway_become_waits() -> None:
    process = everything()

    waits = {
        n: [e.trigger.kind for e in w.events] for n, w in process.elements.items() if isinstance(w, Wait)
    }

    assert waits == {"pause": ["timer"], "payment": ["message", "timer"], "settled": ["condition"]}


def test_until_is_a_guard_on_a_milestone() -> None:
    by_name = {handler.trigger.name: handler for handler in everything().handlers}

    guard = by_name["change_requested"].when

    assert guard is not None
    assert guard.text == 'not(reached("shipped"))'


def test_handlers_are_named_after_what_they_handle() -> None:
    process = everything()

    assert [h.id for h in process.handlers] == ["cancel_requested", "change_requested"]
    assert handler(process, "reserve").id == "reserve/UNKNOWN_PRODUCT"
    assert handler(process, "each").flow == "each/on_timer/flow"


def test_elements_without_an_id_get_one_from_their_place() -> None:
    process = everything()

    assert isinstance(process.elements["cancel_requested/flow/end@1"], End)
    assert isinstance(process.elements["payment/1/goto@0"], Goto)


def test_into_and_output_are_assignments() -> None:
    process = everything()

    each, reserve = process.elements["each"], process.elements["reserve"]

    assert [(a.path, a.value.text, a.append) for a in each.output] == [(("answer",), "result", False)]
    assert [(a.path, a.value.text) for a in reserve.output] == [(("short",), "result.short")]


def test_compensation_is_a_service_or_a_flow() -> None:
    process = compiled(
        "variables: {n: {initial: 0}}\n"
        "flow:\n"
        "  - {id: a, type: scriptTask, set: {n: 1}, compensation: {service: stock.release}}\n"
        "  - {id: b, type: scriptTask, set: {n: 2}, compensation: [{id: c, type: milestone}]}\n"
    )

    assert process.elements["a"].compensation == CompensationService("stock.release", ())
    assert process.elements["b"].compensation == "b/compensation"
    assert [e.id for e in process.flows["b/compensation"].elements] == ["c"]


def test_deadlines_keep_their_iso_text_and_calendar() -> None:
    first = everything().elements["first"]

    assert isinstance(first, UserTask)
    assert first.due is not None
    assert (first.due.value, first.due.calendar) == (Constant("PT10M"), "shop")
    assert [(rung.action, rung.outcome) for rung in first.escalation] == [
        ("notify", None),
        ("reassign", None),
        ("complete", "reject"),
    ]


def test_expressions_inside_literals_are_evaluated() -> None:
    process = compiled(
        "input: {order: order}\n"
        'variables: {v: {initial: {id: =order.id, list: [1, "=order.total * 2"], text: "a \\"b\\""}}}\n'
        "flow: []\n"
    )

    value = process.variables[0].initial.evaluate({"order": {"id": "R-1", "total": 21}})

    assert value == {"id": "R-1", "list": [1, 42], "text": 'a "b"'}


def test_messages_carry_schema_and_time_to_live() -> None:
    paid = everything().messages["paid"]

    assert paid.schema is not None
    assert (paid.schema.name, paid.early, paid.time_to_live) == ("payment", "keep", timedelta(days=30))


def test_a_plain_text_stands_for_both_languages() -> None:
    assert (compiled("flow: []\n").label.en, compiled("flow: []\n").label.zh) == ("Sample", "Sample")


def test_a_path_that_the_process_writes_is_known_although_its_schema_does_not_have_it() -> None:
    process = compiled(
        "input: {order: order}\n"
        "flow:\n"
        "  - {id: hold, type: scriptTask, set: {order.on_hold: true}}\n"
        "  - {id: free, type: wait, condition: not(order.on_hold)}\n"
    )

    assert set(process.elements) == {"hold", "free"}


def test_goto_may_leave_exclusive_branches_and_interrupting_handlers() -> None:
    process = compiled(
        "messages: {again: {}}\n"
        "flow:\n"
        "  - {id: ask, type: userTask, candidateGroups: [clerks], outcomes: [yes, no]}\n"
        "  - id: decided\n"
        "    type: exclusiveGateway\n"
        "    branches: [{when: 'ask.outcome = \"no\"', flow: [{goto: ask}]}]\n"
        "    default: []\n"
        "  - id: part\n"
        "    type: subProcess\n"
        "    flow: [{id: rest, type: timer, timer: {in: PT1H}}]\n"
        "    onEvent: [{message: again, flow: [{goto: ask}]}]\n"
    )

    assert [e.target for e in process.elements.values() if isinstance(e, Goto)] == ["ask", "ask"]


def test_a_branch_that_ends_by_goto_leaves_what_follows_reachable() -> None:
    process = compiled(
        "flow:\n"
        "  - id: race\n"
        "    type: eventBasedGateway\n"
        "    events: [{timer: {in: PT1H}, flow: [{goto: late}]}, {timer: {in: PT2H}, flow: []}]\n"
        "  - {type: end}\n"
        "  - {id: late, type: milestone}\n"
    )

    assert process.places["late"].index == 2
