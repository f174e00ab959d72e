"""Limits of the language are told in our words, with the limit in the cure."""

import pytest

from engine.compiler import compile_definitions

_PROCESS = """\
process: small
version: {version}
flow:
  - {{id: either, type: exclusiveGateway, branches: {branches}, default: []}}
"""


@pytest.mark.parametrize(
    ("version", "branches", "message", "cure"),
    [
        ("0", "[{when: 1 = 1, flow: []}]", "the number 0 is too small here", "write a number from 1 on"),
        ("1", "[]", "a list with too few entries stands here", "write at least 1"),
    ],
)
def test_limit_is_told_in_our_words(version: str, branches: str, message: str, cure: str) -> None:
    # given
    source = _PROCESS.format(version=version, branches=branches)

    # when
    findings = compile_definitions({"processes/small.yaml": source.encode()}, {}).findings

    # then
    assert (message, cure) in [(finding.message, finding.cure) for finding in findings]
