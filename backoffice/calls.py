"""Steps that count once: each is noted under the key of its call."""

from sqlalchemy import Connection, text

from application.ports import Origin

_NOTE = text("""
    INSERT INTO sourcing_calls (key, document) VALUES (:key, :document) ON CONFLICT DO NOTHING RETURNING key
""")


def is_first(connection: Connection, origin: Origin, document: str) -> bool:
    """Note a step on a document; False when the same call has made it before."""
    row = {"key": origin.key, "document": document}
    return connection.execute(_NOTE, row).one_or_none() is not None
