"""User tasks as the inbox shows them."""

from sqlalchemy import Column, Index, Integer, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY

from database.columns import Time, Values, order_number
from database.metadata import metadata

tasks = Table(
    "tasks",
    metadata,
    Column("id", Text, primary_key=True),
    order_number(),
    Column("element", Text, nullable=False),
    Column("name", Values, nullable=False),
    Column("state", Text, nullable=False),
    Column("assignee", Text),
    Column("owner", Text),
    Column("candidate_groups", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("candidate_users", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("excluded", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("due", Time),
    Column("priority", Integer, nullable=False, server_default=text("50")),
    Column("opened_at", Time, nullable=False),
    Column("claimed_at", Time),
    Column("completed_at", Time),
    Column("completed_by", Text),
    Column("on_behalf_of", Text),
    Column("outcome", Text),
    Column("form", Text),
    Column("outcomes", Values),
    # The names of the outcomes as the definition lists them: a JSON object keeps no order.
    Column("outcome_order", ARRAY(Text)),
    Column("data", Values),
    Column("prefill", Values),
    Column("stage", Text),
    Column("instance", Integer, nullable=False),
    # The rung of the escalation ladder that was reached, and the groups that were told.
    Column("escalation", Integer, nullable=False, server_default=text("0")),
    Column("notified_groups", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    # What a delegate proposes to the owner; what was decided in the end.
    Column("proposal", Values),
    Column("result", Values),
)

# The inbox: what is still open, soonest due first. Closed tasks are the many; these indexes leave them out.
_open = tasks.c.completed_at.is_(None)
Index("ix_tasks_open_groups", tasks.c.candidate_groups, postgresql_using="gin", postgresql_where=_open)
Index("ix_tasks_open_users", tasks.c.candidate_users, postgresql_using="gin", postgresql_where=_open)
Index("ix_tasks_open_assignee", tasks.c.assignee, tasks.c.due, postgresql_where=_open)
Index("ix_tasks_open_due", tasks.c.due, postgresql_where=_open)
Index("ix_tasks_order_number", tasks.c.order_number)
