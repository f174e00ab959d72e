"""What only some groups may do. Rights on a user task are not here: the task itself names its candidates."""

from application.people import Person
from application.refusals import refused

RESOLVE_INCIDENTS = frozenset({"it-operations", "managers"})
CANCEL_ORDERS = frozenset({"order-clerks", "order-supervisors", "sales", "after-sales", "managers"})


def require(person: Person, action: str, groups: frozenset[str]) -> None:
    """Raises RefusedError unless the person is in one of the groups."""
    if person.groups.isdisjoint(groups):
        raise refused("not_allowed", person=person.id, action=action, groups=sorted(groups))
