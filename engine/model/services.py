"""What a definition may know of a service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class ServiceSignature:
    """A service as definitions see it: names and types, no code.

    ``input`` and ``output`` are JSON Schemas (draft 2020-12) of objects. ``errors`` are the BPMN error codes
    that it declares. ``queue`` is the task queue of its outside system, or None for a local service, which
    runs as a part of a segment.
    """

    name: str
    input: Mapping[str, Any] = field(hash=False)
    output: Mapping[str, Any] = field(hash=False)
    errors: frozenset[str] = frozenset()
    queue: str | None = None


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a technical failure is tried again before it becomes an incident."""

    attempts: int = 3
    interval: timedelta = timedelta(seconds=5)
    factor: int = 2
    max_interval: timedelta = timedelta(minutes=5)
