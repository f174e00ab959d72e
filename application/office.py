"""All use cases that need the servers, in one object: what the command line and the demo are given."""

from dataclasses import dataclass

from application.ports.intake import Intake
from application.use_cases.clock import Clock
from application.use_cases.incidents import Incidents
from application.use_cases.messages import Messages
from application.use_cases.orders import Orders
from application.use_cases.replay import ReplayOrder
from application.use_cases.submit import Submit
from application.use_cases.tasks import Tasks
from application.use_cases.who import Who


@dataclass(frozen=True, slots=True)
class Office:
    """Wired in ``stack.office``."""

    who: Who
    read: Intake
    submit: Submit
    orders: Orders
    tasks: Tasks
    messages: Messages
    incidents: Incidents
    clock: Clock
    replay: ReplayOrder
