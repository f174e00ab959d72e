"""Checks: what has to hold of data that somebody sends, beyond its schema."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.interpreter.trouble import Refused, Trouble
from engine.interpreter.turn import Turn
from engine.model import Check
from engine.values import Refusal, Value


@dataclass(frozen=True, slots=True)
class Sent:
    """Where it was sent to, what conditions see of it, and the refusal that gets a check's sentence."""

    instance: int
    names: Mapping[str, Value]
    refusal: Refusal


def require(turn: Turn, checks: tuple[Check, ...], sent: Sent) -> None:
    """Raises Refused, with the sentence of the first check that does not hold, or that cannot be judged."""
    for check in checks:
        try:
            holds = turn.holds(check.when, sent.instance, sent.names)
        except Trouble as trouble:
            details: dict[str, Value] = {**sent.refusal.details, "why": str(trouble)}
            raise Refused(Refusal("check_not_evaluable", details)) from trouble
        if not holds:
            texts = {"en": check.refuse.en, "zh": check.refuse.zh}
            raise Refused(replace(sent.refusal, texts=texts))
