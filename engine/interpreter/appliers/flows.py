"""Gateways, multi-instances and handlers."""

from engine.interpreter import records as r
from engine.interpreter.appliers.common import drop_hold
from engine.interpreter.records import Record
from engine.interpreter.state import State


def branches_taken(state: State, record: Record, change: r.BranchesTaken) -> None:
    """These branches run."""
    state.instances[record.instance].data |= {"branches": list(change.flows), "arrived": [], "ended": []}


def branch_ended(state: State, record: Record, change: r.BranchEnded) -> None:
    """A branch has arrived at the join, or has ended on its way."""
    data = state.instances[record.instance].data
    place = "ended" if change.ended else "arrived"
    data[place] = [*data.get(place, []), change.flow]


def items_planned(state: State, record: Record, change: r.ItemsPlanned) -> None:
    """The plan of a multi-instance."""
    data = state.instances[record.instance].data
    data["order"] = change.order
    data["waiting"] = change.waiting
    data["results"] = {}


def items_followed(state: State, record: Record, change: r.ItemsFollowed) -> None:
    """Another plan; what the entries that are gone have led to goes with them."""
    data = state.instances[record.instance].data
    data["order"] = change.order
    data["waiting"] = [*(item for item in data["waiting"] if item[0] not in change.gone), *change.waiting]
    data["results"] = {item: value for item, value in data["results"].items() if item not in change.gone}


def item_ended(state: State, record: Record, change: r.ItemEnded) -> None:
    """One result more."""
    state.instances[record.instance].data["results"][change.item] = change.value


def handler_queued(state: State, record: Record, change: r.HandlerQueued) -> None:
    """An event waits for its turn."""
    data = state.instances[record.instance].data
    data["queue"] = [*data.get("queue", []), [change.handler, change.variables]]


def handler_dequeued(state: State, record: Record, change: r.HandlerDequeued) -> None:
    """Its turn has come."""
    data = state.instances[record.instance].data
    first = next(i for i, item in enumerate(data["queue"]) if item[0] == change.handler)
    data["queue"] = data["queue"][:first] + data["queue"][first + 1 :]


def condition_turned(state: State, record: Record, change: r.ConditionTurned) -> None:
    """Remember whether the condition of a handler held when it was last looked at."""
    data = state.instances[record.instance].data
    held = [handler for handler in data.get("held", []) if handler != change.handler]
    data["held"] = [*held, change.handler] if change.holds else held


def held_off(state: State, record: Record, change: r.InstanceHeldOff) -> None:
    """It waits for a compensation to be done."""
    state.instances[record.instance].data["heldOff"] = {"below": change.below, "then": change.then}
    state.held[record.instance] = None


def hold_ended(state: State, record: Record, _: r.HoldEnded) -> None:
    """It goes on."""
    drop_hold(state, state.instances[record.instance])
