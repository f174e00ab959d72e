"""A worker with almost nothing to do, for tests of the stack itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from temporalio import activity, workflow
from temporalio.client import Client

from stack.queues import QueueContent
from stack.settings import Settings

SERVICES = "tests.support.echo:queue_workers"


@activity.defn
def wait_for_file(path: str) -> str:
    """Returns when the file appears, so that a test decides when the activity ends."""
    activity.logger.info("activity begins")
    while not Path(path).exists():
        activity.wait_for_cancelled_sync(timedelta(milliseconds=20))
    return "seen"


@workflow.defn
class Echo:
    """Collects words until it hears "end"."""

    def __init__(self) -> None:
        self._words: list[str] = []

    @workflow.run
    async def run(self) -> list[str]:
        await workflow.wait_condition(lambda: "end" in self._words)
        return self._words

    @workflow.update
    async def say(self, word: str) -> int:
        workflow.logger.info("heard")
        self._words.append(word)
        return len(self._words)

    @workflow.update
    async def wait_for(self, path: str) -> str:
        return await workflow.execute_activity(
            wait_for_file, path, start_to_close_timeout=timedelta(seconds=30)
        )


@contextmanager
def queue_workers(_settings: Settings, _client: Client) -> Iterator[Sequence[QueueContent]]:
    yield [QueueContent("orders", (Echo,), (wait_for_file,)), QueueContent("erp", (), (wait_for_file,))]
