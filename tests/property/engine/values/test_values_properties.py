"""Canonical JSON over all values."""

from datetime import UTC, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.values import Value, YearMonthDuration, decode, encode

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**34), 10**34)
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
    | st.dates()
    | st.times()
    | st.datetimes(
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3.5))])
    )
    | st.timedeltas()
    | st.integers(-(10**6), 10**6).map(YearMonthDuration)
)
KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(
    lambda key: not key.startswith("$")
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_every_value_comes_back_from_its_bytes(value: Value) -> None:
    assert decode(encode(value)) == value


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_order_of_entries_does_not_show_in_the_bytes(context: dict[str, Any]) -> None:
    backwards = dict(reversed(context.items()))

    assert encode(backwards) == encode(context)


@given(VALUES)
def test_bytes_are_stable_over_a_round_trip(value: Value) -> None:
    assert encode(decode(encode(value))) == encode(value)
