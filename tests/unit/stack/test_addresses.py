"""Where the servers are: environment before running stack."""

from pathlib import Path

import pytest

from stack.addresses import NoStack, find_addresses
from stack.settings import Settings
from stack.state import StackState


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in ("DATABASE_URL", "TEMPORAL_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ORDERFLOW_DATA_DIR", str(tmp_path))
    return Settings.load()


def write_state(settings: Settings) -> None:
    state = StackState(1, "127.0.0.1:1111", "", "postgresql://stack/orders", {})
    state.write(settings.data_dir / "stack.json")


def test_running_stack_is_found_without_any_setting(settings: Settings) -> None:
    # given
    write_state(settings)

    # when
    found = find_addresses(settings, {})

    # then
    assert found.temporal["target_host"] == "127.0.0.1:1111"
    assert found.database_url == "postgresql://stack/orders"


def test_environment_wins_over_the_running_stack(settings: Settings) -> None:
    # given
    write_state(settings)
    elsewhere = settings.model_copy(update={"database_url": "postgresql://elsewhere/orders"})

    # when
    found = find_addresses(
        elsewhere, {"TEMPORAL_ADDRESS": "temporal.example:7233", "TEMPORAL_NAMESPACE": "shop"}
    )

    # then
    assert found.temporal["target_host"] == "temporal.example:7233"
    assert found.temporal["namespace"] == "shop"
    assert found.database_url == "postgresql://elsewhere/orders"


def test_without_stack_and_environment_the_person_is_told_what_to_do(settings: Settings) -> None:
    # given no stack

    # when / then
    with pytest.raises(NoStack, match="make run"):
        find_addresses(settings, {"TEMPORAL_CONFIG_FILE": "/dev/null"})


def test_only_the_owner_may_read_the_addresses(settings: Settings) -> None:
    # given / when
    write_state(settings)

    # then
    assert (settings.data_dir / "stack.json").stat().st_mode & 0o077 == 0
