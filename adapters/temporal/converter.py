"""How messages travel through Temporal: canonical JSON of ``engine.values``, readable in its UI."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    BinaryNullPayloadConverter,
    BinaryPlainPayloadConverter,
    CompositePayloadConverter,
    DataConverter,
    EncodingPayloadConverter,
    JSONProtoPayloadConverter,
)

from engine.values import decode, encode


class ValuesPayloadConverter(EncodingPayloadConverter):
    """Values, and frozen dataclasses of them, exact to the last digit."""

    @property
    def encoding(self) -> str:
        """Plain JSON for whoever reads it."""
        return "json/plain"

    def to_payload(self, value: Any) -> Payload | None:
        """Raises NotAValueError for what is neither a value nor a dataclass of values."""
        return Payload(metadata={"encoding": b"json/plain"}, data=encode(_plain(value)))

    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:
        """A value, or the dataclass that the hint names. Raises ValidationError for what does not fit."""
        value = decode(payload.data)
        return value if type_hint is None else _reader(type_hint).validate_python(value)


@cache
def _reader(hint: Any) -> TypeAdapter[Any]:
    """Reads a value as its type hint says. The SDK's own way looks at the hint anew for every message."""
    return TypeAdapter(hint)


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, list | tuple) and value and is_dataclass(value[0]):
        return [_plain(item) for item in value]
    return value


class ValuesConverter(CompositePayloadConverter):
    """Bytes as they are, everything else as values."""

    def __init__(self) -> None:
        super().__init__(
            BinaryNullPayloadConverter(),
            BinaryPlainPayloadConverter(),
            JSONProtoPayloadConverter(),
            ValuesPayloadConverter(),
        )


DATA_CONVERTER = DataConverter(payload_converter_class=ValuesConverter)
