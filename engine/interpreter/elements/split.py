"""Exclusive, inclusive and parallel gateway: one split with a join policy."""

from functools import partial

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.ending import complete, end_branch, finish, terminate_children
from engine.interpreter.entering import activate, enter
from engine.interpreter.errors import raise_error
from engine.interpreter.holding import compensates, hold_off, is_held
from engine.interpreter.records import BranchEnded, BranchesTaken
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.state import Instance
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import Branch, Split
from engine.values import Value


class SplitRun(Behaviour):
    """Takes branches, runs their flows, joins them."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Choose and enter the branches. Raises Trouble ``NO_BRANCH``."""
        split = seat.element
        assert isinstance(split, Split)
        taken = [branch.flow for branch in _chosen(turn, seat, split)]
        key = activate(turn, seat, Activation())
        turn.emit(BranchesTaken(taken), key)
        for flow in taken:
            turn.later(partial(enter, turn, key, flow, 0))

    def flow_ended(self, turn: Turn, instance: Instance, flow: str, *, ended: bool) -> None:
        """A branch has arrived, or ended on its way: join."""
        turn.emit(BranchEnded(flow, ended), instance.key)
        if instance.incident is None and not is_held(turn, instance):
            _join_if_met(turn, instance)

    def again(self, turn: Turn, instance: Instance, failed: Value, *, corrected: bool) -> None:  # noqa: ARG002
        """See whether the join is met by now, or goes on that was held off."""
        _join_if_met(turn, instance)


def _join_if_met(turn: Turn, instance: Instance) -> None:
    split = turn.element(instance)
    assert isinstance(split, Split)
    taken, arrived = len(instance.data["branches"]), len(instance.data["arrived"])
    running = taken - arrived - len(instance.data["ended"])
    needed = split.join.count
    if instance.detached:
        if running == 0:
            finish(turn, instance)
    elif needed is None:
        if running == 0:
            _join(turn, instance, ended=arrived == 0)
    elif arrived >= needed and split.join.rest == "keep":
        _join(turn, instance, ended=False)
    elif arrived >= needed and compensates(turn, instance):
        hold_off(turn, instance, instance, {})
    elif arrived >= needed:
        terminate_children(turn, instance.key)
        _join(turn, instance, ended=False)
    elif arrived + running < needed:
        text = f"{arrived} of {needed} branches have arrived and no more can"
        raise_error(turn, instance.key, "JOIN_UNREACHABLE", text, None)


def _join(turn: Turn, instance: Instance, *, ended: bool) -> None:
    if ended:
        end_branch(turn, instance)
    else:
        complete(turn, instance.key, None)


def _chosen(turn: Turn, seat: Seat, split: Split) -> list[Branch]:
    if split.choice == "parallel":
        return list(split.branches)
    extras = seat.variables()
    chosen: list[Branch] = []
    for branch in split.branches:
        if branch.when is not None and turn.holds(branch.when, seat.parent, extras):
            chosen.append(branch)
            if split.choice == "exclusive":
                break
    chosen = chosen or [branch for branch in split.branches if branch.when is None]
    if not chosen:
        raise Trouble("NO_BRANCH", f"no condition of {split.id} holds and it has no default branch")
    return chosen
