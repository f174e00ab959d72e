"""Rows as JSON, as PostgreSQL reads them in one parameter."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from application.ports import Message, Origin
from application.ports.journal import Effect
from engine.interpreter import Record
from engine.interpreter.codec import plain_change
from engine.values import encode


def table_row(columns: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """Columns as PostgreSQL reads them from JSON; values inside JSON columns keep their tags. Raises KeyError
    for one that the statement does not write: PostgreSQL would pass over it without a word."""
    if unwritten := columns.keys() - known:
        raise KeyError(f"no such columns: {', '.join(sorted(unwritten))}")
    return {name: _column(value) for name, value in columns.items()}


def _column(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return "\\x" + value.hex() if isinstance(value, bytes) else value


def rows_json(rows: list[dict[str, Any]]) -> str:
    """Many of them."""
    return encode([*rows]).decode()


def record_row(record: Record) -> dict[str, Any]:
    """A row of `records`."""
    return {
        "seq": record.seq,
        "time": record.time.isoformat(),
        "kind": type(record.change).__name__,
        "element": record.element,
        "instance": str(record.instance),
        "actor": record.actor,
        "reason": record.reason,
        "body": plain_change(record.change),
        "hash": record.hash,
    }


def effect_row(effect: Effect) -> dict[str, Any]:
    """A row of `effects`."""
    return {
        "key": effect.key,
        "service": effect.service,
        "element": effect.element,
        "at": effect.at.isoformat(),
        "result": effect.result,
    }


def message_row(origin: Origin, message: Message) -> dict[str, Any]:
    """A row of `outbox`."""
    return {
        "key": origin.key,
        "template": message.template,
        "language": message.language,
        "party": message.party,
        "data": dict(message.data),
        "at": origin.time.isoformat(),
    }
