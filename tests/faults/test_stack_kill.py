"""`make run` under `kill -9`, Ctrl-C and company: nothing is lost, nothing is left."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from temporalio.client import Client, WorkflowHandle

from stack.layout import DataDirectory
from stack.state import StackState
from tests.support.launcher import Launcher, launchers

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[DataDirectory]:
    with launchers(tmp_path) as directory:
        yield directory


def running(data: DataDirectory, **environment: str) -> Launcher:
    launcher = Launcher(data, **environment)
    launcher.heard("Ready after")
    return launcher


async def echo(state: StackState) -> WorkflowHandle[object, list[str]]:
    client = await Client.connect(state.temporal_address)
    return client.get_workflow_handle("E-1", result_type=list[str])


async def start_echo(state: StackState) -> WorkflowHandle[object, list[str]]:
    client = await Client.connect(state.temporal_address)
    return await client.start_workflow("Echo", id="E-1", task_queue="orders", result_type=list[str])


def alive(state: StackState) -> list[str]:
    return [name for name, pid in state.processes.items() if is_alive(pid)]


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("request_to_stop", [signal.SIGINT, signal.SIGTERM])
def test_request_to_stop_ends_everything_even_when_it_comes_twice(
    data: DataDirectory, request_to_stop: signal.Signals
) -> None:
    # given
    launcher = running(data)
    state = launcher.state()

    # when
    launcher.signal(request_to_stop)
    launcher.heard("Stopping")
    launcher.signal(request_to_stop)

    # then
    assert launcher.exit_code() == 0
    assert alive(state) == []
    assert "worker stopped" in data.log("worker").read_text(encoding="utf-8")
    assert not data.state.exists()


async def test_order_goes_on_after_kill_of_everything(data: DataDirectory) -> None:
    # given
    launcher = running(data)
    state = launcher.state()
    await (await start_echo(state)).execute_update("say", "before")

    # when
    for pid in (launcher.process.pid, *state.processes.values()):
        os.kill(pid, signal.SIGKILL)
    launcher.exit_code()
    again = running(data)

    # then
    handle = await echo(again.state())
    await handle.execute_update("say", "end")
    assert await handle.result() == ["before", "end"]
    again.signal(signal.SIGTERM)
    assert again.exit_code() == 0


async def test_servers_left_by_a_killed_launcher_are_ended_and_their_orders_go_on(
    data: DataDirectory,
) -> None:
    # given
    launcher = running(data)
    state = launcher.state()
    await (await start_echo(state)).execute_update("say", "before")
    launcher.signal(signal.SIGKILL)
    launcher.exit_code()
    await (await echo(state)).execute_update("say", "orphaned")

    # when
    again = running(data)

    # then
    assert "ended what it had left running: worker, temporal, postgres" in again.said
    assert not set(alive(state)) & set(state.processes)
    handle = await echo(again.state())
    await handle.execute_update("say", "end")
    assert await handle.result() == ["before", "orphaned", "end"]
    again.signal(signal.SIGTERM)
    assert again.exit_code() == 0


async def test_killed_parts_come_back_while_the_others_run(data: DataDirectory) -> None:
    # given
    launcher = running(data)
    handle = await start_echo(launcher.state())

    for part in ("worker", "temporal", "postgres"):
        # when
        os.kill(launcher.state().processes[part], signal.SIGKILL)
        launcher.heard(f"{part} is back.")

        # then
        assert f"{part} ended (signal 9); starting it again." in launcher.said
        await handle.execute_update("say", part)

    launcher.signal(signal.SIGTERM)
    assert launcher.exit_code() == 0


def test_second_start_is_refused_and_takes_nothing_from_the_first(data: DataDirectory) -> None:
    # given: a first start that had to move from a port that was taken
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        first = running(data, ORDERFLOW_TEMPORAL_PORT=str(taken))

        # when
        second = Launcher(data)

        # then
        assert second.exit_code() == 1
        assert f"process {first.process.pid}, started" in second.said
        assert "ORDERFLOW_DATA_DIR" in second.said
        assert sorted(alive(first.state())) == ["postgres", "temporal", "worker"]
        assert f"Port {taken} is taken; temporal uses " in first.said
        first.signal(signal.SIGTERM)
        assert first.exit_code() == 0
