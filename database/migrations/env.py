"""How Alembic reaches the database: through the connection that `database.migrate` hands over."""

from alembic import context

import database.tables  # noqa: F401  (fills the metadata)
from database.metadata import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
