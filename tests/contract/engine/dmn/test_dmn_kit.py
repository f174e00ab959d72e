"""The public DMN compatibility kit. Runs when its folder lies beside the project."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from engine.decisions import DecisionError
from engine.feel import FeelError, FeelSyntaxError
from tests.contract.engine.dmn.kit_cases import KIT, Case, cases, same
from tests.contract.engine.dmn.known_failures import KNOWN_FAILURES
from tests.contract.engine.dmn.model_reading import Model

pytestmark = pytest.mark.skipif(not KIT.is_dir(), reason=f"the kit is not at {KIT.parent.name}/{KIT.name}")

FOLDERS = sorted(path.name for path in KIT.glob("compliance-level-*/*") if path.is_dir())


@lru_cache
def all_cases() -> tuple[Case, ...]:
    return (*cases(2), *cases(3))


@lru_cache
def model(path: Path) -> Model:
    return Model(path)


def outcome(case: Case) -> Any:
    """What the decision gave; a failure of its own kind counts as null, as the kit says."""
    try:
        return model(case.model).evaluate(case)
    except (FeelError, FeelSyntaxError, DecisionError):
        return None


@pytest.mark.parametrize("folder", FOLDERS)
def test_kit_case_gives_the_expected_value_or_is_a_known_failure(folder: str) -> None:
    chosen = [case for case in all_cases() if case.model.parent.name == folder]

    failed = {case.id for case in chosen if not same(outcome(case), case.expected)}

    assert chosen
    assert failed == KNOWN_FAILURES.get(folder, frozenset())
