"""Whoever nears one of Temporal's limits is told which, before it is reached."""

import pytest

from application.limits import too_near


@pytest.mark.parametrize(
    ("load", "says"),
    [
        ({"state": 8_000_001}, "its state is 8.0 MB"),
        ({"events": 25_001}, "its run has 25001 events"),
        ({"history": 25_000_001}, "its run has 0 events, 25.0 MB"),
        ({"messages": 1_801}, "its run has had 1801 messages"),
    ],
)
def test_an_order_near_a_limit_says_which(load: dict[str, int], says: str) -> None:
    found = too_near(load)

    assert found is not None
    assert found.startswith(says)


def test_an_order_below_every_limit_says_nothing() -> None:
    load = {"state": 8_000_000, "events": 25_000, "history": 25_000_000, "messages": 1_800, "rollovers": 90}

    assert too_near(load) is None
