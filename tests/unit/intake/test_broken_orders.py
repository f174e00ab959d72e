"""Broken files of orders: every finding at its place, in both languages, and the good orders beside them."""

import re

import pytest

from intake import read_orders
from tests.support.broken_orders import CASES


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", CASES)
def test_a_broken_file_gives_all_its_findings_and_its_good_orders(name: str) -> None:
    # given
    content, expected = CASES[name]

    # when
    intake = read_orders(_bytes(content), "orders")

    # then
    findings = [f"{finding.code} {finding.line}:{finding.column}" for finding in intake.findings]
    assert ", ".join([*(order.external_number for order in intake.orders), *findings]) == expected


def test_every_finding_has_a_cure_and_is_told_in_chinese_as_well() -> None:
    # given
    chinese = re.compile("[\u4e00-\u9fff]")

    # when
    told = [
        (english, other)
        for content, _ in CASES.values()
        for english, other in zip(
            read_orders(_bytes(content), "orders", "en").findings,
            read_orders(_bytes(content), "orders", "zh").findings,
            strict=True,
        )
    ]

    # then
    assert len(told) > 120
    assert all(english.cure and english.line and english.column for english, _ in told)
    assert not [
        other for _, other in told if not (chinese.search(other.message) and chinese.search(other.cure))
    ]
    assert not [
        english for english, _ in told if chinese.search(english.message) and not english.message.isascii()
    ]
