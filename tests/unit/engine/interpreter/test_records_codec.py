"""Records, stimuli and states as canonical JSON, and the chain that holds the records together."""

from dataclasses import replace
from typing import get_args

import pytest

from engine.interpreter import (
    GENESIS,
    Actor,
    Record,
    broken_link,
    chain,
    plain_stimulus,
    read_record,
    read_stimulus,
    record_body,
)
from engine.interpreter import records as r
from engine.interpreter.appliers import _APPLIERS
from engine.interpreter.lifecycle import IllegalTransitionError, check_transition
from engine.interpreter.stimuli import CompletionReceived
from engine.values import decode, encode
from tests.support.runs import MONDAY, a_run

CHANGE = r.ErrorRaised("NO", 'it said "no"', {"n": 1, "deep": [{"b": 1, "a": None}]})


def a_record() -> Record:
    record = Record(7, MONDAY, 'we"ird/é', 3, {"person": "ann", "role": "x"}, "why", CHANGE, "")
    return replace(record, hash=chain(GENESIS, record_body(record)))


def test_body_of_a_record_is_canonical_json_of_all_its_parts() -> None:
    body = record_body(a_record())

    plain = decode(body)

    assert encode(plain) == body
    assert isinstance(plain, dict)
    assert plain["kind"] == "ErrorRaised"
    assert plain["time"] == MONDAY


def test_record_is_read_as_it_was_written() -> None:
    record = a_record()

    assert read_record(record_body(record), record.hash) == record


def test_stimulus_is_read_as_it_was_written() -> None:
    actor = Actor("ann", ("clerks", "sales"), on_behalf_of="bob")
    wish = CompletionReceived(
        id="1", time=MONDAY, actor=actor, readings=(True, MONDAY), task="t", outcome="ok"
    )

    stored = decode(encode(plain_stimulus(wish)))

    assert read_stimulus(stored) == wish  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "forged",
    [
        {"reason": "other"},
        {"actor": {"person": "bob"}},
        {"seq": 99},
        {"change": r.ClockMoved()},
        {"element": "x"},
    ],
)
def test_record_that_was_changed_breaks_the_chain_there(forged: dict[str, object]) -> None:
    records = a_run("flow: [TASK(work)]").complete("work").records
    whole = broken_link(records)

    records[2] = replace(records[2], **forged)  # type: ignore[arg-type]

    assert whole is None
    assert broken_link(records) == records[2].seq


def test_record_that_was_taken_out_breaks_the_chain_behind_it() -> None:
    records = a_run("flow: [TASK(work)]").complete("work").records

    del records[2]

    assert broken_link(records) == 4


def test_every_kind_of_record_has_an_applier() -> None:
    assert set(_APPLIERS) == set(get_args(r.Change))


@pytest.mark.parametrize(
    ("before", "after"),
    [("completed", "active"), ("terminated", "completed"), ("active", "activating"), ("failed", "none")],
)
def test_life_goes_only_where_the_table_allows(before: str, after: str) -> None:
    with pytest.raises(IllegalTransitionError, match="work"):
        check_transition(before, after, "work")  # type: ignore[arg-type]
