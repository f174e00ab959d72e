"""Samples are read with their scripts, or refused with file, line and cure."""

from pathlib import Path

import pytest

from demo.samples import BrokenSampleError, read_samples

ORDER = """
channel: test
external_number: T-1
customer: {id: C-1}
currency: CNY
lines: [{sku: A, quantity: 1, unit_price: 1}]
"""
SCRIPT = """
lang: 1
script: one
tells: {en: one, zh: 一}
do: {pack: [{by: ma.chao, outcome: packed}]}
expect: {status: completed}
"""


def folder(tmp_path: Path, script: str = SCRIPT, order: str = ORDER) -> Path:
    for name, text in (("orders", order), ("scripts", script)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_order_comes_with_the_script_of_its_name(tmp_path: Path) -> None:
    (sample,) = read_samples(folder(tmp_path))

    assert sample.order.external_number == "T-1"
    assert sample.script.do["pack"][0].kind == "complete"
    assert sample.script.placed_at.utcoffset() is not None


def test_a_script_without_expectations_is_there_to_be_used(tmp_path: Path) -> None:
    usual = SCRIPT.replace("script: one", "script: usual").replace("expect: {status: completed}", "")
    root = folder(tmp_path, SCRIPT + "uses: usual\n")
    (root / "scripts/usual.yaml").write_text(usual, encoding="utf-8")

    (sample,) = read_samples(root)

    assert sample.usual is not None
    assert sample.usual.script == "usual"


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        (SCRIPT.replace("outcome: packed", "outcome: packed, wait: PT1H"), "one of `outcome`"),
        (SCRIPT.replace("outcome", "outcom"), "`outcom` is not known here"),
        (SCRIPT.replace("script: one", "script: two"), "not called two.yaml"),
        (SCRIPT + "uses: nothing\n", "no script nothing"),
        (SCRIPT.replace("status: completed", ""), "`status` is missing"),
    ],
)
def test_a_broken_script_is_refused_with_its_place(tmp_path: Path, script: str, problem: str) -> None:
    with pytest.raises(BrokenSampleError, match=problem) as caught:
        read_samples(folder(tmp_path, script))

    assert "one.yaml" in str(caught.value)


def test_a_broken_order_is_refused_with_its_place(tmp_path: Path) -> None:
    root = folder(tmp_path, order=ORDER.replace("quantity: 1", "quantity: -1"))

    with pytest.raises(BrokenSampleError, match=r"one\.yaml:6"):
        read_samples(root)
