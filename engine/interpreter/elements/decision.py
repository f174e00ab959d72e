"""businessRuleTask: a decision is made; its trace goes into the records."""

from engine.decisions import DecisionError
from engine.feel import FeelError
from engine.interpreter.behaviour import Behaviour
from engine.interpreter.ending import complete
from engine.interpreter.entering import activate
from engine.interpreter.records import DecisionMade
from engine.interpreter.seat import Activation, Seat
from engine.interpreter.trouble import Trouble
from engine.interpreter.turn import Turn, check_storable
from engine.model import Decision


class DecisionRun(Behaviour):
    """Evaluates the decision when it is entered."""

    def activate(self, turn: Turn, seat: Seat) -> None:
        """Decide and go on. Raises Trouble when it cannot be decided, or not be stored."""
        element = seat.element
        assert isinstance(element, Decision)
        extras = seat.variables()
        decision = turn.process.decisions[element.decision]
        if element.input is not None:
            extras = turn.context(element.input, seat.parent, extras)
        try:
            outcome = decision.evaluate(turn.names(seat.parent, extras), now=turn.time)
        except (DecisionError, FeelError) as error:
            raise Trouble(error.code, f"{element.decision}: {error}") from error
        check_storable(outcome.value, element.decision)
        key = activate(turn, seat, Activation())
        turn.emit(DecisionMade(element.decision, outcome.value, outcome.trace), key)
        complete(turn, key, outcome.value)
