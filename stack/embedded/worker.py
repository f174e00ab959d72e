"""A worker process as a part of the stack."""

import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from stack.embedded.part import PartSpec
from stack.embedded.ports import HOST, choose_port
from stack.layout import DataDirectory

_ROOT = Path(__file__).parents[2]


def worker_part(data: DataDirectory, name: str, environment: Mapping[str, str]) -> PartSpec:
    """A process that runs all task queues; ``environment`` says where the servers are."""
    health, metrics = choose_port(), choose_port()
    ours = {"ORDERFLOW_HEALTH_PORT": str(health), "ORDERFLOW_METRICS_PORT": str(metrics)}
    return PartSpec(
        name=name,
        command=(sys.executable, "-m", "worker"),
        log=data.log(name),
        mark=f"{name}@{data.root}",
        environment={**ours, **environment},
        directory=_ROOT,
        ready=lambda: _missing(f"http://{HOST}:{health}/health"),
        stop_seconds=30,  # more than the worker gives its own tasks to finish
    )


def _missing(url: str) -> str:
    """The health page answers 200 only when the worker takes tasks and reaches both servers."""
    try:
        with urllib.request.urlopen(url, timeout=2):
            return ""
    except urllib.error.HTTPError as error:
        return error.read().decode()
    except OSError as error:
        return str(error)
