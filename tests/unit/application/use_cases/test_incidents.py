"""Who may not resolve an incident is told so, and the refusal is kept."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from application.messages import RESOLVE_INCIDENT
from application.ports.identity import Identity
from application.ports.read_model import ReadModel
from application.refusals import RefusedError
from application.use_cases.grant import Grant
from application.use_cases.incidents import Incidents, Remedy
from tests.support.fake_office import CLERK, FakeJournal, FakeRefusalLog, FakeRuntime

NOBODY = cast("Identity", None)  # no right, no question who is meant


async def test_only_managers_name_who_decides() -> None:
    # given
    runtime, journal = FakeRuntime([]), cast("ReadModel", FakeJournal())
    grant = Grant(runtime, journal, FakeRefusalLog(), timedelta(milliseconds=500))
    operator = replace(CLERK, groups=frozenset({"it-operations"}))

    # when
    with pytest.raises(RefusedError) as caught:
        await Incidents(grant, journal, NOBODY).resolve(
            "R-1001", Remedy("appoint", to="li"), operator, instance=7
        )

    # then
    assert caught.value.refusal.details["groups"] == ["managers"]
    assert runtime.wishes == []


async def test_a_refusal_by_right_is_kept_and_the_order_is_never_asked() -> None:
    # given
    runtime, log, journal = FakeRuntime([]), FakeRefusalLog(), cast("ReadModel", FakeJournal())
    incidents = Incidents(Grant(runtime, journal, log, timedelta(milliseconds=500)), journal, NOBODY)

    # when
    with pytest.raises(RefusedError) as caught:
        await incidents.resolve("R-1001", Remedy("retry"), CLERK, instance=7)

    # then
    assert caught.value.refusal.code == "not_allowed"
    assert [(row["number"], row["action"], row["code"]) for row in log.rows] == [
        ("R-1001", RESOLVE_INCIDENT, "not_allowed")
    ]
    assert log.rows[0]["actor"]["person"] == CLERK.id
    assert runtime.wishes == []
