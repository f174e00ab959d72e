"""Services and segments as Temporal activities."""

from collections.abc import Callable
from typing import Any

import structlog
from structlog.contextvars import bound_contextvars
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.heartbeat import beating
from activities.outside import CallFailedError, OutsideRun
from activities.segment import SegmentRunner
from activities.service import Call, Service
from application.messages import RUN_SEGMENT, SegmentAnswer, SegmentRequest
from application.ports.journal import JournalUnavailableError

_log = structlog.get_logger(__name__)


def segment_activity(runner: SegmentRunner) -> Callable[..., Any]:
    """The local activity that runs segments.

    While the database is away it fails retryably: the order waits. Anything else unexpected is an engine bug
    or a job for an engineer: it ends the workflow task, loudly, and nothing is recorded.
    """

    # A cancellation thrown into the thread would hit the database driver in the middle of a statement. A
    # segment is over in a second, and whether anybody still wants it is decided when it is adopted.
    @activity.defn(name=RUN_SEGMENT, no_thread_cancel_exception=True)
    def segment(request: SegmentRequest, state: bytes) -> SegmentAnswer:
        with bound_contextvars(order=request.number, actor=_actors(request)):
            try:
                answer = runner.run(request, state)
                _log.info("segment", **_told(request, answer))
                return answer
            except JournalUnavailableError as error:
                _log.warning("the database is away; the order waits", problem=str(error))
                raise
            except Exception as error:
                _log.exception("segment failed")
                text = f"{type(error).__name__}: {error}"
                raise ApplicationError(text, type="EngineBug", non_retryable=True) from error

    return segment


def _actors(request: SegmentRequest) -> str:
    return ", ".join(dict.fromkeys(plain["actor"]["person"] for plain in request.stimuli)) or "system"


def _told(request: SegmentRequest, answer: SegmentAnswer) -> dict[str, Any]:
    refused = [outcome["refusal"]["code"] for outcome in answer.outcomes.values() if "refusal" in outcome]
    told = {
        "stimuli": [plain["kind"] for plain in request.stimuli],
        "services": answer.services,
        "refused": refused,
        "head": answer.segments[-1].after[:12] if answer.segments else request.before[:12],
    }
    return {name: value for name, value in told.items() if value}


def outside_activity(run: OutsideRun, service: Service[Any, Any]) -> Callable[..., Any]:
    """The activity of one service of an outside system; it bears the service's name.

    It takes the order's number and the call as plain data, and gives parts of a stimulus. Failures go to
    Temporal, which repeats those that are not terminal.
    """

    # Who cancels wants no more attempts, but the fate of this one: it goes on to its end.
    @activity.defn(name=service.name, no_thread_cancel_exception=True)
    def call_outside(number: str, plain: dict[str, Any]) -> dict[str, Any]:
        what = plain["call"], number, plain["element"], plain["time"]
        call = Call(*what, language=plain["language"], undoes=plain.get("undoes"))
        with bound_contextvars(order=number, element=call.element, service=service.name), beating():
            try:
                return run.run(service, call, plain["input"])
            except CallFailedError as error:
                _log.warning("outside call failed", code=error.code, problem=str(error))
                raise ApplicationError(
                    str(error)[:2_000],
                    type=error.code,
                    non_retryable=error.terminal,
                    next_retry_delay=error.retry_after,
                ) from error

    return call_outside
