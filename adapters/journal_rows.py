"""A segment as rows: journal, records, answers, effects, messages, user tasks and where the order stands, in
one statement, however many there are.

Rows travel as JSON: a parameter for each value would cost more time than all the rest of a segment.
"""

import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from os import getpid
from typing import Any

from psycopg.errors import UniqueViolation
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from adapters.json_rows import effect_row, message_row, record_row, rows_json, table_row
from adapters.read_model_rows import task_rows
from application.ports import Message, Origin
from application.ports.journal import NewSegment
from database.tables import segments, tasks
from engine.values import encode

_WORKER = f"{socket.gethostname()}:{getpid()}"

# What every segment writes on its order's own row: all of it, so that nothing of the row has to be read, in
# which there may be an order of a thousand lines.
_STANDING = (
    *("status", "stage", "head_hash", "head_seq", "adopted_hash", "adopted_at", "opened_at", "closed_at"),
    *("due", "undetermined", "waits_for", "open_incidents", "load", "near_limit"),
)
_SQL = """
    WITH segment AS (
        INSERT INTO segments (order_number, hash_before, hash_after, first_seq, last_seq, stimuli, answers,
            committed_at, worker)
        VALUES (:number, :before, :after, :first_seq, :last_seq, :stimuli, :answers, :now, :worker)
    ), written AS (
        INSERT INTO records (order_number, seq, time, kind, element, instance, actor, reason, body, hash)
        SELECT :number, seq, time, kind, element, instance, actor, reason, body, decode(hash, 'hex')
        FROM jsonb_to_recordset(CAST(:records AS jsonb)) AS row (seq bigint, time timestamptz, kind text,
            element text, instance text, actor jsonb, reason text, body jsonb, hash text)
    ), answered AS (
        INSERT INTO stimuli (order_number, stimulus_id, answer, hash_after)
        SELECT :number, id, answer, :after
        FROM jsonb_to_recordset(CAST(:answered AS jsonb)) AS row (id text, answer jsonb)
        ON CONFLICT DO NOTHING
    ), told AS (
        INSERT INTO outbox (key, order_number, template, language, party, data, created_at)
        SELECT key, :number, template, language, party, data, at
        FROM jsonb_to_recordset(CAST(:messages AS jsonb)) AS row (key text, template text, language text,
            party text, data jsonb, at timestamptz)
        ON CONFLICT (key) DO NOTHING
    ), opened AS (
        INSERT INTO tasks ({tasks})
        SELECT {tasks} FROM json_populate_recordset(NULL::tasks, CAST(:opened AS json))
    ), changed AS (
        UPDATE tasks SET ({tasks}) = (SELECT {tasks} FROM json_populate_record(tasks, columns))
        FROM json_to_recordset(CAST(:changed AS json)) AS row (task text, columns json)
        WHERE id = task
    ), stands AS (
        UPDATE orders SET ({standing}) = (
            SELECT {standing} FROM json_populate_record(NULL::orders, CAST(:standing AS json))
        )
        WHERE number = :number
    )
    INSERT INTO effects (key, order_number, service, element, at, result, hash_after)
    SELECT key, :number, service, element, at, result, :after
    FROM jsonb_to_recordset(CAST(:effects AS jsonb)) AS row (key text, service text, element text,
        at timestamptz, result jsonb)
"""
_TASK = tuple(tasks.columns.keys())
_APPEND = text(_SQL.format(standing=", ".join(_STANDING), tasks=", ".join(_TASK)))


def write_segment(
    connection: Connection, number: str, new: NewSegment, messages: Sequence[tuple[Origin, Message]]
) -> None:
    """Write it all, and the messages into the outbox. Raises IntegrityError when its place in the journal is
    taken."""
    answered = [{"id": id_, "answer": answer} for id_, answer in new.answers.items()]
    found = task_rows(number, new.changes)
    changed = [{"task": id_, "columns": table_row(row, _TASK)} for id_, row in found.changed.items()]
    row = {
        "number": number,
        "before": bytes.fromhex(new.segment.before),
        "after": bytes.fromhex(new.segment.after),
        "first_seq": new.records[0].seq,
        "last_seq": new.records[-1].seq,
        "stimuli": encode([*new.segment.stimuli]),
        "answers": encode({**new.answers}),
        "now": datetime.now(UTC),
        "worker": _WORKER,
        "records": rows_json([record_row(record) for record in new.records]),
        "answered": rows_json(answered),
        "effects": rows_json([effect_row(effect) for effect in new.effects]),
        "messages": rows_json([message_row(*message) for message in messages]),
        "opened": rows_json([table_row(opened, _TASK) for opened in found.opened]),
        "changed": rows_json(changed),
        "standing": encode(_standing(new)).decode(),
    }
    connection.execute(_APPEND, row)


def is_place_taken(error: IntegrityError) -> bool:
    """Whether another attempt was first at this place; a second row of any other kind is a bug of ours."""
    original = error.orig
    return (
        isinstance(original, UniqueViolation) and original.diag.constraint_name == segments.primary_key.name
    )


def _standing(new: NewSegment) -> dict[str, Any]:
    """The order's columns. Who writes behind ``before`` has adopted it."""
    heads = {
        "head_hash": bytes.fromhex(new.segment.after),
        "adopted_hash": bytes.fromhex(new.segment.before),
        "adopted_at": datetime.now(UTC),
    }
    columns = table_row(new.changes.order | heads, _STANDING)
    if missing := set(_STANDING) - columns.keys():
        raise KeyError(f"no values for {', '.join(sorted(missing))}: they would be lost")
    return columns
