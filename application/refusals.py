"""Refusals: answers to people whose wish cannot be fulfilled."""

from typing import Any

from engine.values import Refusal


class RefusedError(Exception):
    """The wish was refused and nothing has changed. ``application.texts`` has the sentence for it.

    ``head`` is the hash that the order stood at when it refused; None when it was not the order that did.
    """

    def __init__(self, refusal: Refusal, head: str | None = None) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.head = head


class UnknownNameError(RefusedError):
    """A question named something that does not exist: nothing was wished for, the question was wrong."""


def refused(code: str, **details: Any) -> RefusedError:
    """A refusal of the application's own."""
    return RefusedError(Refusal(code, details))


def read_refusal(plain: dict[str, Any]) -> Refusal:
    """The refusal that an order has answered with."""
    return Refusal(plain["code"], plain.get("details") or {}, plain.get("texts"))
