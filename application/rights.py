"""What only some groups may do. Rights on a user task are not here: the task itself names its candidates."""

from application.people import SYSTEM, Person
from application.refusals import refused
from engine.model import SYSTEM_GROUP, Message

RESOLVE_INCIDENTS = frozenset({"it-operations", "managers"})
APPOINT = frozenset({"managers"})  # who decides where four eyes left nobody is no technical question


def require(person: Person, action: str, groups: frozenset[str]) -> None:
    """Raises RefusedError unless the person is in one of the groups."""
    if person.groups.isdisjoint(groups):
        raise refused("not_allowed", person=person.id, action=action, groups=sorted(groups))


def require_sender(person: Person, message: Message) -> None:
    """Raises RefusedError unless the message may come from this person, or from programs if it is one."""
    if message.senders is None or (person.id == SYSTEM and SYSTEM_GROUP in message.senders):
        return
    if person.groups.isdisjoint(message.senders):
        groups = sorted(message.senders)
        raise refused("message_not_allowed", person=person.id, message=message.name, groups=groups)
