"""No sentence of pydantic's reaches a person: every error that an order can cause has words of ours."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from orders import Order, order_from
from orders.words import WORDS
from tests.support.orders import an_order

_THEIRS = re.compile("input should|should have|should match|valid ", re.IGNORECASE)
_WRONG: tuple[Any, ...] = (
    *(None, "", "x" * 3_000, "\x00", "\ud800", "no", True, [], {}, [1], {"a": 1}),
    *(-1, 0, Decimal("-0.5"), Decimal("0.00000001"), 10**40, Decimal("NaN"), Decimal("1.5"), 10_000_000_000),
)


def fields(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of the plain data: a container and a key."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield value, key
        yield from fields(inner)


@pytest.mark.parametrize("wrong", _WRONG, ids=lambda wrong: repr(wrong)[:20])
def test_wrong_values_anywhere_are_told_in_our_words(wrong: Any) -> None:
    # given
    places = len(list(fields(an_order())))

    # when
    said = []
    for place in range(places):
        data = an_order()
        container, key = list(fields(data))[place]
        container[key] = wrong
        found = order_from(data)
        said += [] if isinstance(found, Order) else [misfit.finding for misfit in found]

    # then
    assert said
    assert not [finding.message for finding in said if _THEIRS.search(finding.message)]
    assert not [finding.message for finding in said if finding.code == "invalid"]


def test_every_error_is_told_in_both_languages_with_the_same_facts() -> None:
    # given
    names = re.compile(r"\{(\w+)\}")

    # when
    told = {kind: ("".join(words.en), "".join(words.zh)) for kind, words in WORDS.items()}
    differing = [k for k, (en, zh) in told.items() if {*names.findall(en)} != {*names.findall(zh)}]

    # then
    assert differing == []
    assert all(re.search("[\u4e00-\u9fff]", text) for words in WORDS.values() for text in words.zh)
