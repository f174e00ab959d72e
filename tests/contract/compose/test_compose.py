"""docker-compose.yml: fits the compose specification, and what it starts of ours starts here too.

No container engine is needed: images that others build are not run.
"""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_pydantic.models import ComposeSpecification
from pydantic import ValidationError

from stack.embedded import Stack
from stack.embedded.ports import choose_port
from tests.support.echo import SERVICES
from tests.support.waiting import eventually

ROOT = Path(__file__).parents[3]


@pytest.fixture
def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return document


def without_extensions(compose: Mapping[str, Any]) -> dict[str, Any]:
    """The specification allows any key that starts with "x-"; the generated model does not."""
    return {name: value for name, value in compose.items() if not name.startswith("x-")}


def of_ours(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: service for name, service in compose["services"].items() if "build" in service}


def test_file_fits_the_compose_specification(compose: dict[str, Any]) -> None:
    # given / when
    parsed = ComposeSpecification.model_validate(without_extensions(compose))

    # then
    assert parsed.services is not None
    assert {"postgres", "temporal", "temporal-ui", "prepare", "worker"} <= parsed.services.keys()


def test_misspelt_key_does_not_fit(compose: dict[str, Any]) -> None:
    # given
    compose["services"]["worker"]["comand"] = ["python"]

    # when / then
    with pytest.raises(ValidationError, match="comand"):
        ComposeSpecification.model_validate(without_extensions(compose))


def test_what_is_referred_to_is_there(compose: dict[str, Any]) -> None:
    # given
    services = compose["services"]

    # when
    waited_for = {name for service in services.values() for name in service.get("depends_on", {})}
    volumes = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", [])}
    configs = {entry["source"] for service in services.values() for entry in service.get("configs", [])}

    # then
    assert waited_for <= services.keys()
    assert volumes == compose["volumes"].keys()
    assert configs == compose["configs"].keys()
    assert all((ROOT / config["file"]).is_file() for config in compose["configs"].values())


def test_who_waits_for_health_waits_for_a_service_that_says_it(compose: dict[str, Any]) -> None:
    # given
    services = compose["services"]

    # when
    waits = [
        name
        for service in services.values()
        for name, how in service.get("depends_on", {}).items()
        if how["condition"] == "service_healthy"
    ]

    # then
    assert waits
    assert all("healthcheck" in services[name] for name in waits)


def test_no_password_stands_in_the_file_but_the_default_for_development(compose: dict[str, Any]) -> None:
    # given
    environments = [service.get("environment", {}) for service in compose["services"].values()]

    # when
    secrets = {
        value for environment in environments for name, value in environment.items() if is_secret(name)
    }

    # then
    assert secrets == {"${POSTGRES_PASSWORD:-development}"}


def is_secret(name: str) -> bool:
    return any(word in name for word in ("PASSWORD", "PWD", "SECRET", "TOKEN", "KEY"))


def test_image_holds_every_package_and_nothing_from_outside_the_list() -> None:
    # given
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    # when
    copied = {line.removeprefix("!") for line in lines if line.startswith("!")}

    # then
    assert lines[0] == "*"
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"demo"} <= copied


def dockerfile(instruction: str) -> list[str]:
    """Arguments of the Dockerfile's last such instruction, continued lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.split(None, 1)[1] for line in text.splitlines() if line.startswith(instruction)][-1:]


def run_as_in_the_image(command: list[str], environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    python = [sys.executable if word == "python" else word for word in command]
    return subprocess.Popen(python, cwd=ROOT, env={**os.environ, **environment}, text=True)


@pytest.fixture
def servers(stack: Stack, database_url: str) -> dict[str, str]:
    """Where the compose file's variables lead here."""
    return {"DATABASE_URL": database_url, "TEMPORAL_ADDRESS": stack.temporal_address}


def test_commands_of_our_image_run_and_its_health_check_agrees(
    compose: dict[str, Any], servers: dict[str, str]
) -> None:
    # given
    ours = of_ours(compose)
    assert all(servers.keys() <= service["environment"].keys() for service in ours.values())
    port = choose_port()
    ports = {"ORDERFLOW_HEALTH_PORT": str(port), "ORDERFLOW_METRICS_PORT": str(choose_port())}
    environment = {**servers, **ports, "ORDERFLOW_SERVICES": SERVICES}

    # when
    prepared = run_as_in_the_image(ours["prepare"]["command"], environment).wait(60)
    worker = run_as_in_the_image(ours["worker"]["command"], environment)
    try:
        eventually(lambda: answers(port))
        [check] = dockerfile("HEALTHCHECK")
        command = json.loads(check.partition("CMD ")[2].replace("8081", str(port)))
        healthy = run_as_in_the_image(command, {}).wait(30)
    finally:
        worker.terminate()
        ended = worker.wait(30)

    # then
    assert (prepared, healthy, ended) == (0, 0, 0)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
            return True
    except OSError:
        return False
