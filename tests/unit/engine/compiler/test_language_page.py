"""docs/language.md tells the truth: its examples compile, those marked refused give the finding they name."""

import re
from pathlib import Path

import pytest

from engine.compiler import compile_definitions
from engine.values import Finding
from tests.support.corpus import GROUPS, HERE, SERVICES, good_files

PAGE = Path("docs/language.md").read_text(encoding="utf-8")
ORDER = Path("definitions/schemas/order.yaml")
BLOCKS = re.findall(r"^```yaml(?: refused (\S+))?\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
PROCESSES = [text for code, text in BLOCKS if not code and re.match(r"lang: 1\nprocess:", text)]
HEAD = """lang: 1
process: example
version: 1
name: Example
calendar: shop
input: {order: order}
variables:
  {total: {initial: 0}, short: {initial: []}, clean: {initial: false}, notes: {initial: []}, facts: {}}
"""
MESSAGES = "messages: {paid: {schema: payment}, change_requested: {}}\n"


def _file(block: str) -> bytes:
    """An example as a file: a whole definition, the parts of a process, or a flow."""
    if block.startswith("lang:"):
        return block.encode()
    text = HEAD if "messages:" in block else HEAD + MESSAGES
    return (text + (block if not block.startswith("-") else f"flow:\n{block}")).encode()


def _findings(block: str) -> list[Finding]:
    others = {f"page/{index}.yaml": text.encode() for index, text in enumerate(PROCESSES) if text != block}
    order = {"good/schemas/order.yaml": ORDER.read_bytes()}  # what authors have is the order that is shipped
    files = {**good_files(), **order, **others, "the/example.yaml": _file(block)}
    return [f for f in compile_definitions(files, SERVICES, GROUPS).findings if f.file == "the/example.yaml"]


@pytest.mark.parametrize("block", [text for code, text in BLOCKS if not code])
def test_example_compiles(block: str) -> None:
    errors = [str(finding) for finding in _findings(block) if finding.severity == "error"]

    assert errors == []


@pytest.mark.parametrize(("code", "block"), [(code, text) for code, text in BLOCKS if code])
def test_example_that_is_marked_refused_is_refused_for_that_reason(code: str, block: str) -> None:
    assert code in [finding.code for finding in _findings(block)]


def test_the_table_of_findings_has_every_code_of_the_corpus() -> None:
    told = set(re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE, re.MULTILINE))

    broken = "".join(file.read_text(encoding="utf-8") for file in (HERE / "broken").glob("*.yaml"))

    assert set(re.findall(r"^# (?:expect|warns) (\S+)", broken, re.MULTILINE)) <= told
