"""Settings from the environment."""

import pytest

from stack.settings import BadSettings, Settings


def test_samples_no_leaves_the_stack_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setenv("SAMPLES", "no")

    # when
    settings = Settings.load()

    # then
    assert settings.samples is False


def test_bad_value_is_refused_with_the_variables_name(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setenv("ORDERFLOW_WORKERS", "many")
    monkeypatch.setenv("SAMPLES", "perhaps")

    # when
    with pytest.raises(BadSettings) as refusal:
        Settings.load()

    # then
    assert "ORDERFLOW_WORKERS=many: Input should be a valid integer" in str(refusal.value)
    assert "SAMPLES=perhaps: Input should be a valid boolean" in str(refusal.value)


def test_there_are_always_more_slots_for_workflows_than_for_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setenv("ORDERFLOW_WORKFLOW_SLOTS_PER_SEGMENT", "1")

    # when / then
    with pytest.raises(BadSettings, match="greater than or equal to 2"):
        Settings.load()


def test_orders_are_always_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setenv("ORDERFLOW_CACHED_WORKFLOWS", "0")

    # when / then
    with pytest.raises(BadSettings, match="greater than or equal to 100"):
        Settings.load()


@pytest.mark.parametrize(
    ("variable", "value"), [("ORDERFLOW_TEMPORAL_PORT", "99999"), ("DATABASE_URL", "nonsense")]
)
def test_what_no_server_can_have_is_refused_by_name(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(BadSettings, match=f"{variable}={value}"):
        Settings.load()
