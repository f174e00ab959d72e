"""The worker's task queues, with a worker that dies by its own hand right after a commit.

A file in the directory DIE_AT, named ``ORDER@STIMULUS``, says at which: the segment of that order that has
handled such a stimulus is committed, and then nothing of this process happens any more.
"""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from temporalio.client import Client

from activities.segment import SegmentRunner
from application.messages import SegmentAnswer, SegmentRequest
from stack import services
from stack.queues import QueueContent
from stack.settings import Settings

SERVICES = "tests.support.dying:queue_workers"
DIE_AT = "DIE_AT"


@dataclass(frozen=True)
class Dying:
    """A runner of segments."""

    runner: SegmentRunner

    def run(self, request: SegmentRequest, state: bytes) -> SegmentAnswer:
        """Run it; die if this is the place."""
        answer = self.runner.run(request, state)
        for plain in request.stimuli:
            order = Path(os.environ[DIE_AT]) / f"{request.number}@{plain['kind']}"
            if answer.segments and order.exists():
                order.unlink()
                os.kill(os.getpid(), signal.SIGKILL)
        return answer


@contextmanager
def queue_workers(settings: Settings, client: Client) -> Iterator[Sequence[QueueContent]]:
    """As ``stack.services``."""
    healthy = services.segment_runner

    def dying(*arguments: Any) -> Any:
        return Dying(healthy(*arguments))

    services.segment_runner = dying  # type: ignore[assignment]
    with services.queue_workers(settings, client) as contents:
        yield contents
