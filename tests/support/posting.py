"""Letters put under way by hand."""

from typing import Any

from sqlalchemy import Engine, func, insert

from database.tables import letters


def post_letter(engine: Engine, sender: str, receiver: str, stimulus: dict[str, Any]) -> None:
    """A letter that its sender has written and nobody carries."""
    row = {"receiver": receiver, "id": stimulus["id"], "sender": sender, "stimulus": stimulus}
    with engine.begin() as connection:
        connection.execute(insert(letters).values(**row, sent_at=func.now()))
