"""A multi-instance that follows its collection: added, removed and changed entries, and writes to them."""

from typing import Any

from tests.support.families import Family, a_library
from tests.support.runs import Run, a_run

ORDER = """
    input: {order: any}
    variables: {seen: {initial: []}}
    messages: {amend: {}, hold: {}, stop: {}}
    onEvent:
      - {message: amend, interrupting: false, flow: [SET(amended, {order.lines: =message.lines})]}
      - {message: hold, interrupting: false, flow: [SET(held, {order.on_hold: =message.on})]}
    flow:
      - id: lines
        type: subProcess
        multiInstance: {in: =order.lines, as: line, key: =line.id, follow: true, keepOpen: =order.on_hold,
                        collect: =line.quantity, into: seen}
        onEvent:
          - {changed: line, interrupting: false, when: line.quantity != old.quantity,
             flow: [SET(noted, {line.was: =old.quantity})]}
        flow:
          - {id: reserve, type: serviceTask, service: stock.reserve, input: {line: =line.id},
             onEvent: [{error: "*", flow: []}],
             compensation: {service: stock.release, input: {line: =line.id}}}
          - {id: pick, type: userTask, candidateGroups: [clerks], outcomes: [done], changes: [line.picked]}
    output: {lines: =order.lines, seen: =seen}
"""


def a_line(id_: str, quantity: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": id_, "quantity": quantity, **more}


def an_order(*lines: dict[str, Any], on_hold: bool = False) -> Run:
    order = {"order": {"lines": list(lines), "on_hold": on_hold}}
    return a_run(ORDER, order, stock_reserve={}, stock_release={})


def test_new_key_starts_an_instance() -> None:
    run = an_order(a_line("a"))

    run.message("amend", {"lines": [a_line("a"), a_line("b")]})

    assert run.active() == ["pick", "pick"]
    assert [given["line"] for _, given in run.called] == ["a", "b"]


def test_missing_key_ends_its_instance_and_undoes_it() -> None:
    run = an_order(a_line("a"), a_line("b"))

    run.message("amend", {"lines": [a_line("b")]})

    assert run.active() == ["pick"]
    assert run.called[-1] == ("stock.release", {"line": "a"})
    assert run.complete("lines[b]/pick").status == "completed"


def test_removed_entry_whose_instance_is_done_is_undone_too() -> None:
    run = an_order(a_line("a"), a_line("b")).complete("lines[a]/pick")

    run.message("amend", {"lines": [a_line("b")]})

    assert run.called[-1] == ("stock.release", {"line": "a"})
    assert run.complete("lines[b]/pick").state.output == {"lines": [a_line("b")], "seen": [1]}


def test_removing_the_last_open_entry_completes_the_whole() -> None:
    run = an_order(a_line("a"), a_line("b")).complete("lines[a]/pick")

    run.message("amend", {"lines": [a_line("a")]})

    assert run.status == "completed"


def test_changed_entry_is_told_to_its_instance_with_the_old_one() -> None:
    run = an_order(a_line("a", 1), a_line("b", 1))

    run.message("amend", {"lines": [a_line("a", 5), a_line("b", 1)]})

    assert run.see("order.lines") == [a_line("a", 5, was=1), a_line("b", 1)]


def test_change_that_the_guard_does_not_want_still_reaches_the_entry() -> None:
    run = an_order(a_line("a", 1))

    run.message("amend", {"lines": [a_line("a", 1, color="red")]})
    run.complete("pick")

    assert run.state.output is not None
    assert run.state.output["lines"] == [a_line("a", 1, color="red")]


def test_what_an_instance_writes_to_its_entry_goes_into_the_collection() -> None:
    run = an_order(a_line("a"), a_line("b"))

    run.complete("lines[b]/pick", picked=7)

    assert run.see("order.lines") == [a_line("a"), a_line("b", picked=7)]


def test_own_writes_are_no_change_from_outside() -> None:
    run = an_order(a_line("a"), a_line("b"))

    run.complete("lines[b]/pick", picked=7)

    assert "HandlerQueued" not in run.kinds()
    assert [i.kind for i in run.state.instances.values() if i.kind == "handler"] == []


def test_finished_instance_is_not_reopened() -> None:
    run = an_order(a_line("a"), a_line("b")).complete("lines[a]/pick")

    run.message("amend", {"lines": [a_line("a", 9), a_line("b")]})

    assert run.active() == ["pick"]


def test_held_order_stays_open_for_entries_that_come() -> None:
    run = an_order(a_line("a"), on_hold=True).complete("pick")

    assert run.status == "running"
    run.message("amend", {"lines": [a_line("a"), a_line("b")]})
    assert run.active() == ["pick"]
    run.complete("pick").message("hold", {"on": False})
    assert run.status == "completed"


def test_duplicate_key_is_an_incident_and_nothing_is_lost() -> None:
    run = an_order(a_line("a"))

    run.message("amend", {"lines": [a_line("a"), a_line("a")]})

    assert run.incidents() == [("lines", "DUPLICATE_KEY")]
    lines: Any = {"order.lines": [a_line("a"), a_line("c")]}
    run.resolve("lines", "correct", **lines)
    assert run.active() == ["pick", "pick"]


def test_entries_that_wait_for_their_turn_follow_too() -> None:
    order = {"order": {"lines": [a_line("a"), a_line("b"), a_line("c")], "on_hold": False}}
    run = a_run(
        ORDER.replace("follow: true", "follow: true, sequential: true"),
        order,
        stock_reserve={},
        stock_release={},
    )

    run.message("amend", {"lines": [a_line("a"), a_line("c"), a_line("d")]})
    run.complete("pick").complete("pick")

    assert [given["line"] for name, given in run.called if name == "stock.reserve"] == ["a", "c", "d"]


def test_removed_line_cancels_its_child_order() -> None:
    parent = """
    input: {order: any}
    messages: {amend: {}}
    onEvent: [{message: amend, interrupting: false, flow: [SET(amended, {order.lines: =message.lines})]}]
    flow:
      - {id: source, type: callActivity, process: child,
         multiInstance: {in: =order.lines, as: line, key: =line.id, follow: true},
         input: {line: =line}, compensation: child}
    """
    child = """
    input: {line: any}
    flow:
      - {id: reserve, type: serviceTask, service: stock.reserve, onEvent: [{error: "*", flow: []}],
         compensation: {service: stock.release}}
      - TASK(look)
    """
    family = Family(a_library(parent=parent, child=child), stock_reserve={}, stock_release={})
    family.start({"order": {"lines": [a_line("a"), a_line("b")]}})

    family.parent.message("amend", {"lines": [a_line("b")]})
    family.carry()

    assert [family.child(1).status, family.child(2).status] == ["cancelled", "running"]
    family.child(2).complete("look")
    family.carry()
    assert family.parent.status == "completed"
