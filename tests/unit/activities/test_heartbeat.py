"""An activity that waits tells the server that it lives."""

import asyncio

import pytest
from temporalio.testing import ActivityEnvironment

from activities import heartbeat
from activities.heartbeat import beating_until


@pytest.fixture
def beats(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    monkeypatch.setattr(heartbeat, "INTERVAL", 0.001)
    return []


@pytest.fixture
def environment(beats: list[object]) -> ActivityEnvironment:
    environment = ActivityEnvironment()
    environment.on_heartbeat = lambda *_: beats.append(None)
    return environment


async def test_coroutine_beats_until_it_is_done_and_gives_its_result(
    environment: ActivityEnvironment, beats: list[object]
) -> None:
    async def until_three_beats() -> str:
        while len(beats) < 3:
            await asyncio.sleep(0)
        return "done"

    assert await environment.run(beating_until, until_three_beats()) == "done"


async def test_what_the_coroutine_raises_is_raised(environment: ActivityEnvironment) -> None:
    async def fails() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        await environment.run(beating_until, fails())
