"""Mappings with expressions inside: what stands in one entry does not change what another one sees."""

from decimal import Decimal
from typing import Any

import pytest

from engine.compiler.literals import as_feel
from engine.feel import compile_expression

NAMES = {"line": {"id": "10", "sku": "CUP"}, "key": 7, "value": 8}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"line": "=line.id", "sku": "=line.sku"}, {"line": "10", "sku": "CUP"}),
        ({"key": "=value", "value": "=key"}, {"key": Decimal(8), "value": Decimal(7)}),
        ({"outer": {"line": "=line.id", "again": ["=line.id"]}}, {"outer": {"line": "10", "again": ["10"]}}),
        ({"in": 1, "line": "=line.sku"}, {"in": 1, "line": "CUP"}),
        ({}, {}),
    ],
)
def test_entries_do_not_see_each_other(raw: Any, expected: Any) -> None:
    value = compile_expression(as_feel(raw)).evaluate(NAMES)

    assert value == expected
