"""The worker process, started as a person or Docker starts it."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from temporalio.client import Client, WorkflowUpdateStage

from stack.embedded import Stack
from stack.embedded.ports import choose_port
from tests.support.echo import SERVICES
from tests.support.waiting import eventually

ROOT = Path(__file__).parents[3]


class WorkerProcess:
    def __init__(self, log: Path, arguments: list[str], **environment: str) -> None:
        self._log = log
        self._page = f"http://127.0.0.1:{environment['ORDERFLOW_HEALTH_PORT']}/health"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "worker.py", *arguments],
                cwd=ROOT,
                env={**os.environ, "ORDERFLOW_SERVICES": SERVICES, **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def health(self) -> tuple[int, dict[str, object]]:
        try:
            with urllib.request.urlopen(self._page, timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)
        except OSError as error:
            return 0, {"state": str(error)}

    def reaches(self, state: str) -> bool:
        return eventually(lambda: self.health()[1]["state"] == state)


@contextmanager
def worker(
    tmp_path: Path, temporal: str, database_url: str, *arguments: str, **environment: str
) -> Iterator[WorkerProcess]:
    ports = {"ORDERFLOW_HEALTH_PORT": str(choose_port()), "ORDERFLOW_METRICS_PORT": str(choose_port())}
    servers = {"TEMPORAL_ADDRESS": temporal, "DATABASE_URL": database_url}
    running = WorkerProcess(tmp_path / "worker.log", [*arguments], **{**ports, **servers, **environment})
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()


async def test_sigterm_lets_what_runs_finish_and_says_so(
    stack: Stack, database_url: str, tmp_path: Path
) -> None:
    # given: an activity that runs until its file appears
    client = await Client.connect(stack.temporal_address)
    flag = tmp_path / "flag"
    with worker(tmp_path, stack.temporal_address, database_url) as running:
        running.reaches("running")
        handle = await client.start_workflow("Echo", id="drain", task_queue="orders")
        update = await handle.start_update(
            "wait_for", str(flag), wait_for_stage=WorkflowUpdateStage.ACCEPTED, result_type=str
        )
        eventually(lambda: "activity begins" in running.log)

        # when
        running.process.send_signal(signal.SIGTERM)
        running.reaches("draining")
        running.process.send_signal(signal.SIGTERM)
        flag.touch()

        # then
        assert running.process.wait(20) == 0
        assert "worker stopped" in running.log
    with worker(tmp_path, stack.temporal_address, database_url):
        assert await update.result() == "seen"
        assert "ActivityTaskTimedOut" not in (await handle.fetch_history()).to_json()


def test_health_names_the_server_that_does_not_answer(
    stack: Stack, database_url: str, tmp_path: Path
) -> None:
    # given: a database nobody runs
    nowhere = f"postgresql://nobody:nothing@127.0.0.1:{choose_port()}/nothing"

    # when
    with worker(tmp_path, stack.temporal_address, nowhere) as running:
        eventually(lambda: "database" in running.health()[1])
        status, facts = running.health()

    # then
    assert (status, facts["state"]) == (503, "starting")
    assert facts["temporal"] == "reachable"
    assert "Connection refused" in str(facts["database"])


def test_worker_waits_for_a_temporal_that_is_not_there_yet_and_can_be_stopped_meanwhile(
    database_url: str, tmp_path: Path
) -> None:
    # given
    with worker(tmp_path, f"127.0.0.1:{choose_port()}", database_url) as running:
        eventually(lambda: "waiting for Temporal" in running.log)
        status, facts = running.health()

        # when
        running.process.send_signal(signal.SIGTERM)

        # then
        assert running.process.wait(20) == 0
        assert (status, facts["state"]) == (503, "starting")


def test_worker_runs_only_the_queues_it_is_told_to(stack: Stack, database_url: str, tmp_path: Path) -> None:
    # given / when
    with worker(tmp_path, stack.temporal_address, database_url, "--queue", "erp") as running:
        running.reaches("running")
        status, facts = running.health()

    # then
    assert (status, facts["queues"]) == (200, ["erp"])


def test_unknown_queue_is_refused_with_the_names_that_there_are(
    stack: Stack, database_url: str, tmp_path: Path
) -> None:
    # given / when
    with worker(tmp_path, stack.temporal_address, database_url, "--queue", "epr") as running:
        code = running.process.wait(20)

    # then
    assert code == 2
    assert "There is no task queue epr; there are: erp, orders." in running.log


def test_metrics_are_served_for_prometheus(stack: Stack, database_url: str, tmp_path: Path) -> None:
    # given
    port = choose_port()

    # when
    with worker(tmp_path, stack.temporal_address, database_url, ORDERFLOW_METRICS_PORT=str(port)) as running:
        running.reaches("running")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            metrics = answer.read().decode()

    # then
    assert "temporal_worker_task_slots_available{" in metrics
