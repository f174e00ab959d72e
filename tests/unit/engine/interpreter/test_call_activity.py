"""Orders that call orders: start, end, errors, messages, cancel, undo."""

from engine.interpreter import open_children
from tests.support.families import Family, a_library
from tests.support.runs import OutOfStock, Run

LINE = """
    input: {sku: any}
    variables: {got: {initial: 0}}
    errors: {GONE: Not to be had}
    messages: {more: {}, faster: {early: keep}}
    onEvent:
      - {message: faster, interrupting: false, flow: [SET(hurried, {got: 99})]}
    flow:
      - {id: reserve, type: serviceTask, service: stock.reserve, input: {sku: =sku},
         onEvent: [{error: "*", flow: [{type: end, error: GONE}]}],
         compensation: {service: stock.release, input: {sku: =sku}}}
      - {id: tell, type: sendTask, message: progress, to: parent, data: {sku: =sku}}
      - {id: wait_more, type: message, message: more, output: {got: =message.got}}
    output: {got: =got}
"""


def a_family(parent: str, line: str = LINE, **answers: object) -> Family:
    answers = {"stock_reserve": {}, "stock_release": {}, **answers}
    return Family(a_library(parent=parent, line=line), **answers)


ONE = """
    variables: {total: {initial: 0}, heard: {initial: []}}
    messages: {progress: {}, cancel: {}}
    onEvent:
      - {message: cancel, flow: [{type: compensate}, {type: end, terminate: true, status: cancelled}]}
    flow:
      - {id: call, type: callActivity, process: line, input: {sku: ="A"},
         output: {total: =result.got}, compensation: child,
         onEvent: [{message: progress, interrupting: false, flow: [SET(note, {heard+: =message.sku})]},
                   {error: GONE, flow: [SET(gone, {total: -1})]}]}
      - TASK(check)
    output: {total: =total}
"""
EACH = """
    input: {skus: any}
    variables: {done: {initial: []}, heard: {initial: []}}
    messages: {progress: {}, cancel: {}}
    onEvent:
      - {message: cancel, flow: [{type: compensate}, {type: end, terminate: true, status: cancelled}]}
    flow:
      - id: lines
        type: subProcess
        multiInstance: {in: =skus, as: sku, key: =sku, collect: =told, into: heard}
        variables: {told: {initial: null}}
        flow:
          - id: call
            type: callActivity
            process: line
            input: {sku: =sku}
            output: {told: =result.got}
            compensation: child
            onEvent: [{message: progress, interrupting: false, flow: [SET(note, {told: =message.sku})]},
                      {error: GONE, flow: []}]
          - TASK(look)
"""


def test_child_starts_with_its_input_and_is_waited_for() -> None:
    family = a_family(ONE).start()

    assert family.child().see("sku") == "A"
    assert open_children(family.parent.state) == ["R-1.1"]
    assert family.parent.active() == ["call"]


def test_parent_goes_on_with_the_output_of_its_child() -> None:
    family = a_family(ONE).start()

    family.child().message("more", {"got": 7})
    family.carry()

    assert family.child().status == "completed"
    assert family.parent.see("total") == 7
    assert family.parent.active() == ["check"]


def test_letters_that_come_twice_do_no_harm() -> None:
    family = a_family(ONE).start()

    family.child().message("more", {"got": 7})
    family.carry(twice=True)

    assert family.parent.see("heard") == ["A"]
    assert family.parent.kinds().count("ChildFinished") == 1


def test_error_that_the_child_ends_with_is_caught_at_the_call() -> None:
    def none_left(_: object) -> object:
        raise OutOfStock

    family = a_family(ONE, stock_reserve=none_left).start()

    assert family.child().status == "GONE"
    assert family.parent.see("total") == -1
    assert family.parent.active() == ["check"]


def test_message_of_a_child_goes_to_its_own_call() -> None:
    family = a_family(EACH).start({"skus": ["A", "B"]})

    lines = [i for i in family.parent.state.instances.values() if i.item is not None]
    told = {line.item: line.scope.variables["told"] for line in lines if line.scope is not None}

    assert told == {"A": "A", "B": "B"}


def test_message_reaches_the_open_child_of_a_call() -> None:
    push = "{id: push, type: sendTask, message: faster, to: {call: call}}"
    handler = f"  - {{message: hurry, interrupting: false, flow: [{push}]}}"
    parent = ONE.replace("messages: {", "messages: {hurry: {}, ")
    parent = parent.replace("onEvent:\n", f"onEvent:\n    {handler}\n", 1)
    family = a_family(parent).start()

    family.parent.message("hurry")
    family.carry()

    assert family.child().see("got") == 99


def test_cancelled_order_cancels_its_children_and_waits_for_them() -> None:
    family = a_family(EACH).start({"skus": ["A", "B"]})

    family.parent.message("cancel")

    assert family.parent.status == "running", "its children are not done yet"
    family.carry()
    assert [family.child(number).status for number in (1, 2)] == ["cancelled", "cancelled"]
    assert family.child(1).services() == ["stock.reserve", "stock.release"]
    assert family.parent.status == "cancelled"


def test_finished_child_undoes_its_own_work() -> None:
    family = a_family(ONE).start()
    family.child().message("more", {"got": 7})
    family.carry()

    family.parent.message("cancel")
    family.carry(twice=True)

    assert family.child().status == "undone"
    assert family.child().services() == ["stock.reserve", "stock.release"]
    assert family.parent.status == "cancelled"


def test_child_that_ends_while_it_is_being_cancelled_is_undone() -> None:
    family = a_family(ONE).start()
    family.child().message("more", {"got": 7})

    family.parent.message("cancel")
    family.carry()

    assert family.child().status == "undone"
    assert family.parent.status == "cancelled"


def test_child_without_compensation_is_cancelled_all_the_same() -> None:
    family = a_family(ONE.replace(", compensation: child", "")).start()

    family.parent.message("cancel")
    family.carry()

    assert family.child().status == "cancelled"
    assert family.parent.status == "cancelled"


def test_undoing_waits_for_an_incident_in_the_child() -> None:
    family = a_family(ONE).start()
    family.child().answers.pop("stock.release")
    family.parent.message("cancel")
    family.carry()

    family.child().fails("stock.release", terminal=True)
    family.carry()

    assert family.child().incidents() == [("reserve", "DOWN")]
    assert family.parent.status == "running"
    family.child().resolve("reserve", "retry").answer("stock.release")
    family.carry()
    assert family.parent.status == "cancelled"


def test_cancel_of_a_child_does_not_interrupt_its_own_compensation() -> None:
    line = LINE.replace("messages: {more: {}", "messages: {more: {}, back: {}").replace(
        "onEvent:\n", "onEvent:\n      - {message: back, flow: [{type: compensate}, TASK(explain)]}\n", 1
    )
    family = a_family(ONE, line).start()
    family.child().answers.pop("stock.release")
    family.child().message("back")

    family.parent.message("cancel")
    family.carry()

    assert family.child().status == "running"
    family.child().answer("stock.release")
    family.carry()
    assert family.child().services() == ["stock.reserve", "stock.release"]
    assert [family.child().status, family.parent.status] == ["cancelled", "cancelled"]


def test_detached_child_goes_its_own_way() -> None:
    parent = """
    flow:
      - {id: call, type: callActivity, process: line, input: {sku: ="A"}, wait: false,
         output: {number: =result.number}}
    variables: {number: {initial: null}}
    output: {number: =number}
    """
    family = a_family(parent).start()

    assert family.parent.state.output == {"number": "R-1.1"}
    assert family.child().status == "running"
    assert family.child().state.parent is None


def test_latest_takes_the_newest_definition_and_records_it() -> None:
    family = a_family(ONE.replace("process: line,", "process: line, binding: latest,")).start()

    assert family.child().see("sku") == "A"


def test_latest_of_a_process_that_nobody_published_is_an_incident() -> None:
    family = a_family(ONE.replace("process: line,", "process: line, binding: latest,"))
    run = Run(family.library.processes["parent", 1])

    run.start()

    assert run.incidents() == [("call", "UNKNOWN_PROCESS")]


def test_order_that_calls_itself_without_end_is_stopped() -> None:
    again = """
    flow:
      - {id: wait_a_moment, type: timer, timer: {in: PT1M}}
      - {id: call, type: callActivity, process: parent, input: {}}
    """
    family = a_family(again).start()
    for _ in range(10):
        for run in list(family.runs.values()):
            run.wait("PT1M")
        family.carry()

    assert len(family.runs) == 9
    assert family.runs["R-1" + ".1" * 8].incidents() == [("call", "TOO_DEEP")]


def test_interrupting_handler_at_the_call_cancels_the_child() -> None:
    parent = """
    messages: {progress: {}}
    flow:
      - {id: call, type: callActivity, process: line, input: {sku: ="A"},
         onEvent: [{timer: {in: PT1H}, flow: [TASK(late)]}, {error: GONE, flow: []}]}
    """
    family = a_family(parent).start()

    family.parent.wait("PT1H")
    family.carry()

    assert family.child().status == "cancelled"
    assert family.parent.active() == ["late"]
    assert open_children(family.parent.state) == []
