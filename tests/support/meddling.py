"""What others do in the books at the very moment in which an order calls a service.

A definition has an answer for goods that vanish between the look and the reservation, for a parcel that
somebody stopped by hand, for an ERP that has closed the order. No script of the people around an order can
make that happen: it falls into the middle of a segment. So a case names statements for the first, second …
call of an element, and they are committed just before the service runs. The service itself is the real one,
and so is its refusal.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any
from unittest.mock import patch

import yaml
from sqlalchemy import Engine, text
from temporalio.client import Client

from activities.catalogue import AnyService, catalogue
from activities.service import Call
from database import create_engine
from stack import services as wiring
from stack.addresses import find_addresses
from stack.queues import QueueContent
from stack.settings import Settings

FILE = Path(__file__).parents[1] / "patterns" / "cases" / "meddling.yaml"
WORKER = f"{__name__}:queue_workers"  # for `ORDERFLOW_SERVICES` of a worker process

# By external number of the case, then by element (in a called order: `2/element` in the second one): a
# statement for each call, or null.
Meddling = Mapping[str, Mapping[str, Sequence[str | None]]]

_EXTERNAL = text("SELECT external_number FROM orders WHERE number = :number")
# Who meddles must not wait for what the order itself has locked.
_IMPATIENT = text("SET LOCAL lock_timeout = '2s'")


def read_meddling() -> Meddling:
    """What the cases name."""
    found: Meddling = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


@dataclass(slots=True)
class Meddler:
    """Wraps services so that the books change before they run. A repeated call (the same key) counts once."""

    engine: Engine
    meddling: Meddling = field(default_factory=read_meddling)
    numbers: dict[str, str] = field(default_factory=dict)
    calls: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def services(self) -> Mapping[str, AnyService]:
        """Every service there is, meddled with."""
        return {name: self._wrapped(service) for name, service in catalogue().items()}

    def _wrapped(self, service: AnyService) -> AnyService:
        real: Callable[[Any, Call, Any], Any] = service.function

        def run(ports: Any, call: Call, request: Any) -> Any:
            self._meddle(call)
            return real(ports, call, request)

        return replace(service, function=run)

    def _meddle(self, call: Call) -> None:
        top, _, child = call.order.partition(".")
        moves = self.meddling.get(self._external(top), {})
        statements = moves.get(f"{child}/{call.element}" if child else call.element)
        if statements is None:
            return
        nth = self._nth(call)
        if nth < len(statements) and (statement := statements[nth]):
            with self.engine.begin() as connection:
                connection.execute(_IMPATIENT)
                connection.execute(text(statement), {"order": call.order})

    def _external(self, number: str) -> str:
        if number not in self.numbers:
            with self.engine.connect() as connection:
                self.numbers[number] = connection.execute(_EXTERNAL, {"number": number}).scalar_one()
        return self.numbers[number]

    def _nth(self, call: Call) -> int:
        with self.lock:
            keys = self.calls.setdefault((call.order, call.element), [])
            if call.key not in keys:
                keys.append(call.key)
            return keys.index(call.key)


@contextmanager
def queue_workers(settings: Settings, client: Client) -> Iterator[Sequence[QueueContent]]:
    """As `stack.services.queue_workers`, with somebody who meddles."""
    engine = create_engine(find_addresses(settings).database_url)
    services = Meddler(engine).services()
    try:
        with (
            patch.object(wiring, "catalogue", lambda: services),
            wiring.queue_workers(settings, client) as contents,
        ):
            yield contents
    finally:
        engine.dispose()
