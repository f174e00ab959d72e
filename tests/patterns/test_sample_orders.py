"""Sample orders from receipt to close, by their scripts, on the real services and a real database.

The samples are those of `make demo`, which plays them on Temporal; corners that would bore an audience are
in `test_pattern_cases.py`.
"""

import pytest

from demo.samples import Sample, read_samples
from tests.patterns.conftest import Played
from tests.support.sample_desk import DEFINITIONS

SAMPLES = read_samples(DEFINITIONS / "samples")
SHORT = [sample for sample in SAMPLES if not sample.script.long]
RETAIL = [sample for sample in SAMPLES if sample.order.kind == "retail"]
MANUFACTURING = [sample for sample in SAMPLES if sample.order.kind == "manufacturing"]
STORIES = (
    "from-stock rework supplier-late scrap rejected four-eyes deposit-late deposit-never changed cancelled "
    "partial balance-overdue refused-at-acceptance erp-refuses cut-short"
).split()


@pytest.mark.parametrize("sample", SHORT, ids=lambda sample: sample.script.script)
async def test_order_ends_as_its_script_says(played: Played, sample: Sample) -> None:
    assert await played(sample) == []


def test_samples_cover_what_the_issue_asks_for() -> None:
    names = {sample.script.script for sample in SAMPLES}

    assert len(RETAIL) >= 18
    assert {sample.order.language for sample in RETAIL} == {"zh", "en"}
    assert names >= {"clean", "rejected", "returned", "paid-late", "never-paid", "damaged", "duplicate"}
    assert names >= {f"shortage-{how}" for how in ("substitute", "refused", "quantity", "backorder")}
    assert names >= {"shortage-cancel-line", "cancelled-early", "cancelled-reserved", "cancelled-shipped"}
    assert max(len(sample.order.lines) for sample in RETAIL) == 200


def test_manufacturing_samples_cover_what_the_issue_asks_for() -> None:
    names = {sample.script.script for sample in MANUFACTURING}
    lengths = sorted(len(sample.order.lines) for sample in MANUFACTURING)

    assert len(MANUFACTURING) >= 12
    assert {sample.order.language for sample in MANUFACTURING} == {"zh", "en"}
    assert names >= {f"mfg-{story}" for story in STORIES}
    assert lengths[-1] == 1_000
    assert sum(1 for length in lengths if length >= 20) >= 3


def test_a_sample_order_misses_each_rung_of_the_ladder() -> None:
    climbed = {
        rung for sample in SAMPLES if sample.script.expect for rung in sample.script.expect.escalated or ()
    }

    assert climbed >= {
        f"first_review {rung}" for rung in ("1: notify", "2: reassign", "3: reassign", "4: complete")
    }
