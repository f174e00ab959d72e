"""What comes to an order from outside: updates, the same as signals, queries.

Handlers only put stimuli into the inbox and wait for their outcome; nothing here changes state.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from temporalio import workflow
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError

from application.limits import too_large
from application.messages import (
    CALENDARS_GROWN,
    CLAIM_TASK,
    COMPLETE_TASK,
    DELEGATE_TASK,
    HEAD,
    JOURNAL,
    LETTER,
    MOVE_CLOCK,
    OPEN_TASKS,
    RECONCILE,
    REFUSED,
    RELEASE_TASK,
    RESOLVE_INCIDENT,
    SEND_MESSAGE,
    STATE,
    WISHES,
    Head,
    MoveClock,
    StartOrder,
    Wish,
)
from engine.interpreter import GENESIS, Refusal, State, refusal_of
from engine.model import Process
from engine.values.moments import parse_datetime
from workflows import views, wishes
from workflows.carrying import taken_up
from workflows.definitions import resolve

MALFORMED = (KeyError, TypeError, ValueError, AttributeError, RuntimeError)  # what reading data can raise


class OrderHandlers:
    """The doors of an order's workflow."""

    def __init__(self, start: StartOrder) -> None:
        self._start = start
        self._state = State() if start.carried is None else taken_up(start.carried)
        self._inbox: list[dict[str, Any]] = list(start.waiting)
        self._outcomes: dict[str, dict[str, Any]] = {}
        self._awaited: set[str] = set()
        self._messages = 0
        self._looking_back = False

    @property
    def _process(self) -> Process:
        """The definition. Raises UnknownDefinitionError, which fails the workflow task: the order waits."""
        return resolve(self._start.digest)

    def _busy(self) -> bool:
        """Whether the order goes on by itself, now or when somebody has answered."""
        return bool(self._inbox) or self._looking_back

    def _refuse(self, name: str, wish: Wish) -> None:
        """The validators' first filter: a refusal here leaves no trace in history."""
        try:
            plain = wishes.stimulus_of(name, wish)
            stimulus = wishes.read(plain, self._time())
        except MALFORMED as error:
            raise ApplicationError(
                f"malformed {name}: {error}", type="Malformed", non_retryable=True
            ) from error
        if oversized := too_large(plain):
            raise self._refused(oversized)
        if self._state.hash == GENESIS:
            return  # not even the order's arrival is recorded: let it wait its turn
        refusal = refusal_of(self._process, self._state, stimulus)
        if refusal is not None:
            raise self._refused(refusal)

    def _time(self) -> datetime:
        """By which a wish is judged: a manual clock stands."""
        stands = self._state.time if self._state.clock == "manual" else None
        return stands or workflow.now()

    def _refused(self, refusal: Refusal) -> ApplicationError:
        """With the head that it was judged by: an order that is behind its journal may be mistaken."""
        details = {"code": refusal.code, "details": refusal.details, "texts": refusal.texts}
        return ApplicationError(refusal.code, details, self._state.hash, type=REFUSED, non_retryable=True)

    async def _grant(self, name: str, wish: Wish) -> dict[str, Any]:
        self._messages += 1
        self._put(wishes.stimulus_of(name, wish))
        self._awaited.add(wish.id)
        await workflow.wait_condition(lambda: wish.id in self._outcomes)
        self._awaited.discard(wish.id)
        return self._outcomes[wish.id]

    @property
    def _load(self) -> dict[str, int]:
        """How much this run has seen."""
        info = workflow.info()
        return {
            "events": info.get_current_history_length(),
            "history": info.get_current_history_size(),
            "messages": self._messages,
            "rollovers": self._start.rollovers,
        }

    def _put(self, stimulus: dict[str, Any]) -> None:
        if all(plain["id"] != stimulus["id"] for plain in self._inbox):
            self._inbox.append(stimulus)

    @workflow.update(name=CLAIM_TASK)
    async def claim_task(self, wish: Wish) -> dict[str, Any]:
        """Take a user task."""
        return await self._grant(CLAIM_TASK, wish)

    @claim_task.validator
    def _may_claim(self, wish: Wish) -> None:
        self._refuse(CLAIM_TASK, wish)

    @workflow.update(name=RELEASE_TASK)
    async def release_task(self, wish: Wish) -> dict[str, Any]:
        """Give a user task back."""
        return await self._grant(RELEASE_TASK, wish)

    @release_task.validator
    def _may_release(self, wish: Wish) -> None:
        self._refuse(RELEASE_TASK, wish)

    @workflow.update(name=DELEGATE_TASK)
    async def delegate_task(self, wish: Wish) -> dict[str, Any]:
        """Let somebody else work on a user task."""
        return await self._grant(DELEGATE_TASK, wish)

    @delegate_task.validator
    def _may_delegate(self, wish: Wish) -> None:
        self._refuse(DELEGATE_TASK, wish)

    @workflow.update(name=COMPLETE_TASK)
    async def complete_task(self, wish: Wish) -> dict[str, Any]:
        """Decide a user task. When this returns, the read model shows it."""
        return await self._grant(COMPLETE_TASK, wish)

    @complete_task.validator
    def _may_complete(self, wish: Wish) -> None:
        self._refuse(COMPLETE_TASK, wish)

    @workflow.update(name=SEND_MESSAGE)
    async def send_message(self, wish: Wish) -> dict[str, Any]:
        """Deliver a message."""
        return await self._grant(SEND_MESSAGE, wish)

    @send_message.validator
    def _may_send(self, wish: Wish) -> None:
        self._refuse(SEND_MESSAGE, wish)

    @workflow.update(name=RESOLVE_INCIDENT)
    async def resolve_incident(self, wish: Wish) -> dict[str, Any]:
        """Retry, correct, skip or cancel where something failed."""
        return await self._grant(RESOLVE_INCIDENT, wish)

    @resolve_incident.validator
    def _may_resolve(self, wish: Wish) -> None:
        self._refuse(RESOLVE_INCIDENT, wish)

    @workflow.signal(dynamic=True)
    def wish_without_answer(self, name: str, arguments: Sequence[RawValue]) -> None:
        """The updates as signals of the same names, for those who cannot wait. Others are left alone."""
        if name not in WISHES or not arguments:
            return
        try:
            wish: Wish = workflow.payload_converter().from_payload(arguments[0].payload, Wish)
            stimulus = wishes.stimulus_of(name, wish)
            wishes.read(stimulus, workflow.now())
            wishes.check_size(stimulus)
        except MALFORMED as error:
            workflow.logger.warning("a malformed %s signal is left alone: %s", name, error)
            return
        self._messages += 1
        self._put(stimulus)

    @workflow.signal(name=MOVE_CLOCK)
    def move_clock(self, move: MoveClock) -> None:
        """Move a manual clock to a time, or to the next deadline. Others are left alone."""
        self._messages += 1
        try:
            to = self._state.next_due() if move.to is None else parse_datetime(move.to)
        except MALFORMED as error:
            workflow.logger.warning("a clock is not moved to %r: %s", move.to, error)
            return
        if self._state.clock == "manual" and to is not None:
            self._put(wishes.clock_stimulus(move, to))

    @workflow.signal(name=LETTER)
    def letter(self, stimulus: dict[str, Any]) -> None:
        """What another order tells this one; told again, it is known."""
        self._messages += 1
        try:
            letter = wishes.read_letter(stimulus, workflow.now())
        except MALFORMED as error:
            workflow.logger.warning("a malformed letter is left alone: %s", error)
            return
        if letter["id"] not in self._state.seen:
            self._put(letter)

    @workflow.signal(name=RECONCILE)
    def reconcile(self) -> None:
        """Look into the journal: something may have been committed that this workflow never heard of."""
        self._looking_back = True

    @workflow.signal(name=CALENDARS_GROWN)
    def calendars_grown(self) -> None:
        """Calendars reach further than they did: work out the deadlines that lay beyond."""
        self._messages += 1
        self._put(wishes.calendars_stimulus(f"calendars/{workflow.uuid4()}"))

    @workflow.query(name=HEAD)
    def head(self) -> Head:
        """Where this workflow stands."""
        due = self._state.next_due()
        waiting = len(self._inbox)
        shown = None if due is None else due.isoformat()
        busy = self._busy()
        return Head(self._state.hash, self._state.seq, self._state.status, shown, waiting, busy)

    @workflow.query(name=STATE)
    def state(self) -> dict[str, Any]:
        """The whole state."""
        return views.plain_state(self._state)

    @workflow.query(name=OPEN_TASKS)
    def open_tasks(self) -> list[dict[str, Any]]:
        """The user tasks that are open."""
        return [i.data["task"] for i in self._state.instances.values() if "task" in i.data]

    @workflow.query(name=JOURNAL)
    def journal(self) -> dict[str, Any]:
        """The head of the record chain; the records themselves stand in the database."""
        return {"hash": self._state.hash, "seq": self._state.seq, "rollovers": self._start.rollovers}
