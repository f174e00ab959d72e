"""sendTask: a message to another order. It is sent, and the flow goes on."""

from engine.interpreter.behaviour import Behaviour
from engine.interpreter.ending import complete
from engine.interpreter.entering import activate
from engine.interpreter.letters import tell_message
from engine.interpreter.records import MessageSent
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.stimuli import MessageArrived
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn
from engine.model import Send
from engine.values import Value


class SendRun(Behaviour):
    """Works out content and receivers, and sends."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Send it. Raises Trouble when content or receiver cannot be worked out."""
        element, names = seat.element, seat.variables()
        assert isinstance(element, Send)
        payload = turn.value(element.data, seat.parent, names)
        correlation: Value = None
        if element.correlation is not None:
            correlation = turn.value(element.correlation, seat.parent, names)
        to = _receivers(turn, seat, element)
        key = activate(turn, seat, Activation())
        turn.emit(MessageSent(element.message, to, payload), key)
        message = MessageArrived(
            id="",
            time=turn.time,
            name=element.message,
            payload=payload,
            correlation=correlation,
            sender=turn.state.number,
        )
        tell_message(turn, to, turn.state.instances[key], message)
        receivers: list[Value] = [*to]
        complete(turn, key, {"to": receivers})


def _receivers(turn: Turn, seat: Seat, element: Send) -> list[str]:
    """The numbers of the orders that get it; none when nobody is there."""
    if element.call is not None:
        return _children_of(turn, seat.parent, element.call)
    if element.order is None:
        return [] if turn.state.parent is None else [turn.state.parent]
    number = turn.required(element.order, seat.parent, "receiver", seat.variables())
    if not isinstance(number, str):
        raise Trouble("NOT_A_NUMBER", f"{element.order.text} gives {number!r:.80}, not an order number")
    return [number]


def _children_of(turn: Turn, seen_from: int, call: str) -> list[str]:
    """The open children of a call activity: those in the nearest scope that has entered it."""
    state = turn.state
    scopes = (around for around in state.ancestors(seen_from) if around.scope is not None)
    nearest = next((s for s in scopes if s.scope is not None and call in s.scope.entries), None)
    living = [i for i in state.instances_of([call]) if nearest is None or state.scope_of(i.parent) is nearest]
    numbers = [i.data["call"]["call"] for i in living if "call" in i.data]
    return [number for number in numbers if state.calls.get(number)]
