"""userTask: opens for people, with a deadline and an escalation ladder."""

from dataclasses import dataclass
from decimal import Decimal

from engine.interpreter import deadlines
from engine.interpreter.behaviour import Behaviour
from engine.interpreter.deadlines import Due, known, set_timer
from engine.interpreter.entering import activate
from engine.interpreter.four_eyes import NOBODY_LEFT, leaves_somebody
from engine.interpreter.records import UserTaskOpened
from engine.interpreter.seat import Activation, Seat, entry_number
from engine.interpreter.state import Instance, State
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Extras, Turn
from engine.model import Formula, UserTask
from engine.values import Value


@dataclass(frozen=True, slots=True)
class Opening:
    """Everything worked out before a user task opens."""

    groups: list[str]
    users: list[str]
    excluded: list[str]
    assignee: str | None
    due: Due | None
    rungs: list[Due]
    priority: int
    input: dict[str, Value]
    prefill: dict[str, Value] | None


class UserTaskRun(Behaviour):
    """Opens the task; people do the rest (``tasks.py``)."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Work out who may do it until when, and open it. Raises Trouble when nobody may."""
        element = seat.element
        assert isinstance(element, UserTask)
        opening = _prepare(turn, seat, element)
        number = entry_number(turn, seat)
        name = task_id(turn.state, seat, number)
        key = activate(turn, seat, Activation())
        scope = turn.state.scope_of(key).key
        turn.emit(
            UserTaskOpened(
                name,
                scope,
                opening.groups,
                opening.users,
                opening.excluded,
                opening.assignee,
                known(opening.due),
                opening.priority,
                opening.input,
                number,
                opening.prefill,
            ),
            key,
        )
        _set_timers(turn, key, opening)


def _prepare(turn: Turn, seat: Seat, element: UserTask) -> Opening:
    extras = seat.variables()
    opening = Opening(
        _people(turn, element.candidate_groups, seat.parent, extras),
        _users(turn, element, seat, extras),
        excluded_from(turn, element, seat),
        _assignee(turn, element, seat, extras),
        None if element.due is None else deadlines.due(turn, element.due, seat.parent, extras),
        [deadlines.due(turn, rung.after, seat.parent, extras) for rung in element.escalation],
        _priority(turn, element, seat.parent, extras),
        turn.context(element.input, seat.parent, extras),
        _prefill(turn, element, seat),
    )
    _check_somebody_is_left(turn, opening, element.id)
    return opening


def _prefill(turn: Turn, element: UserTask, seat: Seat) -> dict[str, Value] | None:
    """What was written into the form the last time; in a multi-instance by the instance of the same key."""
    shown: Value = turn.names(seat.parent).get(element.id) if element.prefill_last else None
    if seat.item is not None and isinstance(shown, dict):
        entries = shown.get("instances")
        mine = (
            (one for one in entries if isinstance(one, dict) and one["item"] == seat.item.text)
            if isinstance(entries, list)
            else ()
        )
        shown = next(iter(mine), None)
    data = shown.get("data") if isinstance(shown, dict) else None
    return data if isinstance(data, dict) else None


def _people(turn: Turn, formula: Formula, parent: int, extras: Extras) -> list[str]:
    value = turn.required(formula, parent, "candidates", extras)
    names = value if isinstance(value, list) else [value]
    if not all(isinstance(name, str) for name in names):
        raise Trouble("NOT_PEOPLE", f"{formula.text} gives {value!r:.80}, not names of people or groups")
    return [str(name) for name in names]


def _users(turn: Turn, element: UserTask, seat: Seat, extras: Extras) -> list[str]:
    """Who was appointed may give the task back and take it again."""
    users = _people(turn, element.candidate_users, seat.parent, extras)
    return users if seat.appointed is None or seat.appointed in users else [*users, seat.appointed]


def _assignee(turn: Turn, element: UserTask, seat: Seat, extras: Extras) -> str | None:
    if seat.appointed is not None or element.assignee is None:
        return seat.appointed
    return str(turn.required(element.assignee, seat.parent, "assignee", extras))


def _priority(turn: Turn, element: UserTask, parent: int, extras: Extras) -> int:
    value = turn.required(element.priority, parent, "priority", extras)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Trouble("NOT_A_NUMBER", f"priority {element.priority.text} gives {value!r:.80}, not a number")
    if not 0 <= value <= 100:
        raise Trouble("NOT_A_PRIORITY", f"priority {element.priority.text} gives {value}, not 0 to 100")
    return int(value)


def excluded_from(turn: Turn, element: UserTask, seat: Seat) -> list[str]:
    """Everybody who took part in the named tasks, and the people that the expressions give (null: nobody).
    Raises Trouble."""
    people: list[Value] = []
    parent, extras = seat.parent, seat.variables()
    names = turn.names(parent, extras)
    for task in element.exclude_tasks:
        shown = names.get(task)
        actors = shown.get("actors") if isinstance(shown, dict) else None
        people += actors if isinstance(actors, list) else []
    for formula in element.exclude_people:
        value = turn.value(formula, parent, extras)
        people += value if isinstance(value, list) else [] if value is None else [value]
    return list(dict.fromkeys(str(person) for person in people if person != "system"))


def _check_somebody_is_left(turn: Turn, opening: Opening, element: str) -> None:
    if opening.assignee in opening.excluded:
        raise Trouble(NOBODY_LEFT, f"{element}: {opening.assignee} is assigned and excluded at once")
    people = [person for person in (opening.assignee, *opening.users) if person]
    if not leaves_somebody(turn, people, opening.groups, opening.excluded):
        names, groups = ", ".join(opening.excluded), ", ".join([*opening.groups, *opening.users])
        raise Trouble(NOBODY_LEFT, f"{element} is for {groups}: excluding {names} leaves nobody")


def _set_timers(turn: Turn, key: int, opening: Opening) -> None:
    if opening.due is not None:
        set_timer(turn, key, "due", opening.due)
    for index, due in enumerate(opening.rungs):
        set_timer(turn, key, f"rung/{index}", due)


def task_id(state: State, seat: Seat, entry: int) -> str:
    """``order/path[key]/id#entry``: the identity of a user task. A sub-process on the path that was entered
    before shows its entry too: ``R-1/fulfilment#2/pack#1``."""
    parts: list[str] = []
    for around in state.ancestors(seat.parent):
        if around.kind == "element" and around.scope is not None:
            parts.append(_path_part(state, around))
        elif around.kind in ("handler", "compensation"):
            parts.append(f"{around.element}({around.key})")
    own = f"[{seat.item.text}]" if seat.item else ""
    path = "/".join([state.number, *reversed(parts), seat.element.id + own])
    return f"{path}#{entry}"


def _path_part(state: State, around: Instance) -> str:
    """A sub-process; an instance of a multi-instance counts the entries of the whole."""
    item = around.data.get("item")
    entry = around.entry if item is None else state.instances[around.parent].entry
    return around.element + ("" if item is None else f"[{item}]") + (f"#{entry}" if entry > 1 else "")
