"""Every file of the corpus gives exactly the findings that it says in its first lines, at their places.

A first line reads ``# expect CODE LINE:COLUMN CURE`` (``warns`` for a warning).
"""

import re
from pathlib import Path

import pytest

from tests.support.corpus import HERE, compile_with_good

_EXPECTED = re.compile(r"# (expect|warns) (\S+) (\d+):(\d+) (.*)")
_FILES = sorted((HERE / "broken").glob("*.yaml"))


@pytest.mark.parametrize("file", _FILES, ids=[file.stem for file in _FILES])
def test_broken_definition_gives_its_findings_with_place_and_cure(file: Path) -> None:
    data = file.read_bytes()

    findings = compile_with_good(f"the/{file.name}", data)

    assert [
        ("warns" if f.severity == "warning" else "expect", f.code, str(f.line), str(f.column), f.cure)
        for f in findings
    ] == _EXPECTED.findall(data.decode())


def test_every_finding_of_the_corpus_names_its_file_and_a_cure() -> None:
    findings = [
        finding for file in _FILES for finding in compile_with_good(f"the/{file.name}", file.read_bytes())
    ]

    assert {finding.file.split("/")[0] for finding in findings} == {"the"}
    assert all(finding.cure and finding.message and finding.line for finding in findings)


def test_the_good_files_have_no_findings() -> None:
    findings = compile_with_good("the/empty.yaml", b"lang: 1\nprocess: a\nversion: 1\nname: A\nflow: []\n")

    assert findings == []
