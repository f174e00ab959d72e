"""The public DMN compatibility kit, run by the product; skipped unless it lies beside the project."""

from functools import lru_cache
from pathlib import Path

import pytest

from adapters.decision_folders import DecisionFolders
from adapters.spreadsheets import Spreadsheets
from application.use_cases.decisions import DecisionDesk, Tested
from tests.contract.engine.dmn.known_failures import KNOWN_FAILURES

KIT = Path(__file__).resolve().parents[5] / "shared" / "dmn-tck"
FOLDERS = sorted(KIT.glob("compliance-level-*/*/"))

pytestmark = pytest.mark.skipif(not KIT.is_dir(), reason=f"the kit is not at {KIT.parent.name}/{KIT.name}")


@lru_cache
def run(folder: Path) -> Tested:
    return DecisionDesk(DecisionFolders(KIT), Spreadsheets()).test([str(folder)])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_kit_case_gives_the_expected_value_or_is_a_known_failure(folder: Path) -> None:
    found = run(folder)

    failed = {verdict.case for suite in found.suites for verdict in suite.verdicts if not verdict.passed}
    assert found.total
    assert failed == KNOWN_FAILURES.get(folder.name, frozenset())


def test_whole_kit_passes_as_far_as_it_has_to() -> None:
    level_2 = [run(folder) for folder in FOLDERS if folder.parent.name.endswith("2")]
    level_3 = [run(folder) for folder in FOLDERS if folder.parent.name.endswith("3")]

    assert [run.passed for run in level_2] == [run.total for run in level_2]
    assert sum(run.passed for run in level_3) >= 0.97 * sum(run.total for run in level_3)
