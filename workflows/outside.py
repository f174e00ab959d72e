"""Calls of outside systems: activities on the task queue of their system."""

import asyncio
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError, CancelledError, TimeoutType
from temporalio.exceptions import TimeoutError as TimedOutError

from application.order_language import language_of
from engine.interpreter import CallService, State, open_calls
from engine.model import Process
from engine.model import RetryPolicy as Retries
from workflows import wishes

# A worker tells that it is alive every second. One that does not for so long is dead or frozen, and the call
# goes to another. It is no limit for the call itself: that is the timeout that the definition gives.
HEARTBEAT = timedelta(seconds=10)
# How long a call may wait for a worker of its queue beside the time that its attempts take. Then a person is
# asked: an hour is more than a restart or a deployment, and less than a day that nobody notices.
PATIENCE = timedelta(hours=1)
_KINDS = ("ServiceAnswered", "ServiceRaised", "ServiceFailed")


Handle: TypeAlias = "workflow.ActivityHandle[dict[str, Any]]"


@dataclass(slots=True)
class UnderWay:
    """One call: the activity, who listens for its fate, and whether nobody wants it any more."""

    handle: Handle
    listener: "asyncio.Task[None]"
    called_off: bool = False


class OutsideCalls:
    """The outside calls of an order. ``tell`` gets the fate of each, as a plain stimulus."""

    def __init__(self, number: str, tell: Callable[[dict[str, Any]], None]) -> None:
        self._number = number
        self._tell = tell
        self._under_way: dict[str, UnderWay] = {}

    @property
    def idle(self) -> bool:
        """Whether no fate is waited for."""
        return all(one.listener.done() for one in self._under_way.values())

    def see_to(self, process: Process, state: State, answered: Container[str]) -> None:
        """Begin the calls that are open and not under way, call off those that nobody wants any more, and
        forget those that are over. ``answered``: calls whose fate waits to be handled."""
        over = [c for c, one in self._under_way.items() if one.listener.done() and c not in answered]
        for call_key in over:
            del self._under_way[call_key]
        for call in open_calls(process, state):
            if call.queue is not None and call.call not in self._under_way:
                self._begin(state, call)
        for call_key, one in self._under_way.items():
            if not one.called_off and not state.calls.get(call_key):  # closed, or only its fate is awaited
                one.called_off = True
                one.handle.cancel()

    def stop(self) -> None:
        """The order is over: call everything off, and listen no longer."""
        for one in self._under_way.values():
            one.listener.cancel()

    def _begin(self, state: State, call: CallService) -> None:
        handle = _schedule(self._number, state, call)
        self._under_way[call.call] = UnderWay(handle, asyncio.create_task(self._listen(call, handle)))

    async def _listen(self, call: CallService, handle: Handle) -> None:
        self._tell(await _fate(call, handle))


def _schedule(number: str, state: State, call: CallService) -> Handle:
    """Cancelling the handle ends the retries; an attempt under way goes on and tells its fate."""
    return workflow.start_activity(
        call.service,
        args=[number, _plain_call(state, call)],
        result_type=dict[str, Any],
        task_queue=call.queue,
        schedule_to_close_timeout=PATIENCE + _longest(call.retry, call.timeout),
        start_to_close_timeout=call.timeout,
        heartbeat_timeout=min(HEARTBEAT, call.timeout),
        retry_policy=_retry_policy(call.retry),
        cancellation_type=workflow.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        summary=f"{call.element}: {call.service}",
    )


async def _fate(call: CallService, handle: Handle) -> dict[str, Any]:
    try:
        parts = dict(await handle)
        wishes.check_size(parts)
    except ValueError as error:
        parts = {
            "kind": "ServiceFailed",
            **_failure("OUTSIDE_OVERSIZED", f"{call.service} answered: {error}"),
        }
    except ActivityError as error:
        parts = _failed(call, error)
    kind = parts.pop("kind", "")
    if kind not in _KINDS:
        kind, parts = "ServiceFailed", _failure("OUTSIDE_REJECTED", f"{call.service}: an answer without kind")
    return wishes.plain_stimulus(kind, f"{call.call}/{workflow.uuid4()}", call=call.call, **parts)


def _plain_call(state: State, call: CallService) -> dict[str, Any]:
    return {
        "call": call.call,
        "element": call.element,
        "service": call.service,
        "input": call.input,
        "time": call.at,
        "undoes": call.undoes,
        "language": language_of(state),
    }


def _retry_policy(retry: Retries) -> RetryPolicy:
    return RetryPolicy(
        initial_interval=retry.interval,
        backoff_coefficient=float(retry.factor),
        maximum_interval=max(retry.max_interval, retry.interval, timedelta(seconds=1)),
        maximum_attempts=retry.attempts,
    )


def _longest(retry: Retries, timeout: timedelta) -> timedelta:
    """What all attempts and the pauses between them can take."""
    longest, pause = timeout, retry.interval
    for _ in range(1, retry.attempts):
        longest += timeout + min(pause, max(retry.max_interval, retry.interval))
        pause = min(pause * retry.factor, retry.max_interval)
    return longest


def _failed(call: CallService, error: ActivityError) -> dict[str, Any]:
    """The failure of a call that Temporal has given up, in words for whoever resolves the incident."""
    match error.cause:
        case ApplicationError(type=str(code)) as cause:
            return {"kind": "ServiceFailed", **_failure(code, str(cause))}
        case CancelledError():
            return {"kind": "ServiceFailed", **_failure("CALL_ABANDONED", f"{call.service} was called off")}
        case TimedOutError() as cause:
            return {"kind": "ServiceFailed", **_timed_out(call, cause)}
        case cause:
            return {"kind": "ServiceFailed", **_failure("OUTSIDE_FAILED", str(cause or error))}


def _timed_out(call: CallService, cause: TimedOutError) -> dict[str, Any]:
    if cause.type in (TimeoutType.SCHEDULE_TO_CLOSE, TimeoutType.SCHEDULE_TO_START):
        text = f"{call.queue} has not answered for long; is a worker running for its task queue {call.queue}?"
        return _failure("OUTSIDE_SILENT", text)
    seconds = int(call.timeout.total_seconds())
    return _failure("OUTSIDE_TIMEOUT", f"{call.queue} has not answered {call.service} within {seconds} s")


def _failure(code: str, message: str) -> dict[str, Any]:
    return {"code": code, "message": message, "terminal": True}
