"""The pattern cases: orders and scripts like the samples, for corners that would bore an audience."""

from collections.abc import Sequence
from pathlib import Path

from demo.samples import Sample, read_samples

_ROOT = Path(__file__).parents[2]
CASES = _ROOT / "tests" / "patterns" / "cases"
MASTER_DATA = CASES / "master-data.yaml"
_USUAL = [
    _ROOT / "definitions" / "samples" / "scripts" / f"{name}.yaml"
    for name in ("usual", "usual-manufacturing")
]


def read_cases() -> Sequence[Sample]:
    """All of them, by name."""
    return read_samples(CASES, *_USUAL)
