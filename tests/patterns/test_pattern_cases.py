"""Corners of the shipped definitions that would bore an audience, each played to its end.

In some of them the books change while the order looks at them: see `meddling.yaml` beside the cases.
"""

import pytest

from demo.samples import Sample
from tests.patterns.conftest import Played
from tests.replay.races import FORTY
from tests.support.cases import read_cases
from tests.support.meddling import read_meddling

CASES = read_cases()


@pytest.mark.parametrize("sample", CASES, ids=lambda sample: sample.script.script)
async def test_order_ends_as_its_script_says(played: Played, sample: Sample) -> None:
    assert await played(sample) == []


def test_only_cases_are_meddled_with() -> None:
    known = {sample.order.external_number for sample in CASES} | {FORTY.external_number}

    assert read_meddling().keys() <= known
