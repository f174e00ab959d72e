"""Messages to customers, written now and sent afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from application.ports.call import Origin
from engine.values import Value


@dataclass(frozen=True, slots=True)
class Message:
    """What to tell whom: a text template's name, the facts it is filled with, and a party's reference."""

    template: str
    language: str
    party: str | None
    data: Mapping[str, Value]


class Outbox(Protocol):
    """Takes messages; whoever sends them does so after the transaction has committed."""

    def put(self, origin: Origin, message: Message) -> None:
        """Leave a message to be sent once: a second one under the same key changes nothing."""
        ...
