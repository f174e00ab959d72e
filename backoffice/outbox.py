"""The port `Outbox`, fulfilled by PostgreSQL."""

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from application.ports import Message, Origin
from database.tables import outbox

_PUT = insert(outbox).on_conflict_do_nothing(index_elements=["key"])


class SqlOutbox:
    """Messages wait in a table and become real with the transaction that they tell about."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, origin: Origin, message: Message) -> None:
        """Leave a message to be sent once: a second one under the same key changes nothing."""
        row = {
            "key": origin.key,
            "order_number": origin.order,
            "template": message.template,
            "language": message.language,
            "party": message.party,
            "data": dict(message.data),
            "created_at": origin.time,
        }
        self._connection.execute(_PUT, row)
