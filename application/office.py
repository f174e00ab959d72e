"""All use cases that need the servers: what the command line and the demo are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from application.ports.intake import Intake
    from application.ports.order_files import OrderFiles
    from application.use_cases.clock import Clock
    from application.use_cases.inbox import Inbox
    from application.use_cases.incidents import Incidents
    from application.use_cases.messages import Messages
    from application.use_cases.order_pages import OrderPages
    from application.use_cases.orders import Orders
    from application.use_cases.replay import ReplayOrder
    from application.use_cases.submit import Submit
    from application.use_cases.tasks import Tasks
    from application.use_cases.who import Who


class Office(Protocol):
    """Wired in ``stack.office``, each use case when it is first asked for."""

    @property
    def who(self) -> Who: ...
    @property
    def read(self) -> Intake: ...
    @property
    def files(self) -> OrderFiles: ...
    @property
    def submit(self) -> Submit: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def pages(self) -> OrderPages: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def tasks(self) -> Tasks: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def incidents(self) -> Incidents: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def replay(self) -> ReplayOrder: ...
