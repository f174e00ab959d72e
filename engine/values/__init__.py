"""Values of variables, their canonical JSON, and findings: what every other part of the engine uses."""

from engine.values.codec import decode, encode, plain
from engine.values.durations import YearMonthDuration, format_duration, parse_duration
from engine.values.findings import Finding
from engine.values.refusals import Refusal
from engine.values.value import NotAValueError, Scalar, Value

__all__ = [
    "Finding",
    "NotAValueError",
    "Refusal",
    "Scalar",
    "Value",
    "YearMonthDuration",
    "decode",
    "encode",
    "format_duration",
    "parse_duration",
    "plain",
]
