"""Calls of services."""

from dataclasses import dataclass

from engine.interpreter.records.kinds import Data
from engine.values import Value


@dataclass(frozen=True, slots=True)
class ServiceCalled:
    call: str
    service: str
    input: Data
    attempt: int
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class ServiceCompleted:
    call: str
    result: Value


@dataclass(frozen=True, slots=True)
class ServiceAttemptFailed:
    call: str
    code: str
    message: str
    attempt: int


@dataclass(frozen=True, slots=True)
class ErrorRaised:
    code: str
    message: str
    data: Value
