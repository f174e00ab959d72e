"""What a segment leaves for the workflow that adopts it."""

from application.messages import Segment
from application.worked_out import KEPT, WorkedOut
from engine.interpreter import State

STATE = State()


def a_segment(before: str = "a", after: str = "b") -> Segment:
    """From one hash to another."""
    return Segment(before, after, [])


def test_a_state_is_taken_once() -> None:
    """It has one owner."""
    given = WorkedOut()
    given.leave(a_segment(), STATE, [])
    assert given.take("a", [a_segment()]) == (STATE, [])
    assert given.take("a", [a_segment()]) is None


def test_another_place_in_the_journal_finds_nothing() -> None:
    """A workflow that stands elsewhere, another attempt's segment, or more than one of them."""
    given = WorkedOut()
    given.leave(a_segment(), STATE, [])
    assert given.take("x", [a_segment()]) is None
    assert given.take("a", [a_segment(after="c")]) is None
    assert given.take("a", [a_segment(), a_segment("b", "c")]) is None
    assert given.take("a", []) is None
    assert given.take("a", [a_segment()]) is not None


def test_one_of_sixteen_is_worked_out_anew() -> None:
    """So that an interpreter that changes its mind is found out."""
    given = WorkedOut()
    given.leave(a_segment(after="0f"), STATE, [])
    assert given.take("a", [a_segment(after="0f")]) is None


def test_what_nobody_takes_goes_first() -> None:
    """Memory is bounded."""
    given = WorkedOut()
    for number in range(KEPT + 1):
        given.leave(a_segment(after=f"b{number}"), STATE, [])
    assert given.take("a", [a_segment(after="b0")]) is None
    assert given.take("a", [a_segment(after="b1")]) is not None
