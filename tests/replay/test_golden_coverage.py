"""Golden histories leave no element of a definition out, and no way through it."""

from dataclasses import replace

import pytest

from engine.model import Branch, Milestone, Process, Split, Text
from tests.replay import golden
from tests.replay.coverage import been, folds, gaps
from tests.replay.definitions_today import released, today
from tests.replay.replaying import resolver

CURE = "let an order of tests/patterns/cases (or a sample) come by there, then `make golden`"


@pytest.mark.parametrize("scenario", sorted(golden.kept()))
def test_folding_what_segments_say_leads_to_the_head_of_the_journal(scenario: str) -> None:
    heads = [order.head for order in golden.read(scenario).orders]

    assert [head for head, _ in folds(scenario)] == heads


def demanded() -> list[Process]:
    """What must be covered; a release has its histories (`test_each_released_definition_has_histories`)."""
    now = today()
    known = {process.digest for process in now}
    return [*now, *(resolver()(digest) for digest in sorted(released() - known))]


def test_every_element_and_every_way_of_each_definition_is_in_a_history() -> None:
    histories = been()
    found = [gaps(process, histories.get(process.digest, set())) for process in demanded()]

    assert found
    assert [str(missing) for missing in found if missing] == [], CURE


def test_an_element_and_a_way_that_no_history_takes_are_named() -> None:
    # given
    retail = next(process for process in today() if process.name == "retail-order")
    label = Text(en="Large", zh="大额")
    large = Split(id="large", name=label, choice="exclusive", branches=(Branch("large/0"), Branch("large/1")))
    count = Milestone(id="count_large", name=label)

    # when
    more = replace(retail, elements={**retail.elements, "large": large, "count_large": count})
    missing = gaps(more, been()[retail.digest])

    # then
    assert missing.elements == ["large", "count_large"]
    assert missing.ways == ["large/0", "large/1"]
    assert str(missing) == "retail-order: no history enters large, count_large, large/0, large/1"
