"""What was published stays resolvable, whatever its files look like."""

import pytest
from sqlalchemy import Engine

from adapters.definition_registry import DefinitionRegistry
from engine.compiler import proofs
from engine.compiler.draft import Draft
from tests.support.decision_models import decision, dmn, literal

PROCESS = b"""lang: 1
process: sample
version: 1
name: Sample
variables: {word: {}}
flow: [{id: find, type: businessRuleTask, decision: word, output: word}]
"""
MODEL = '<?xml version="1.0" encoding="{}"?>' + dmn(decision("word", literal('"Stück 件"'))).decode()


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1"])
def test_published_files_come_back_in_the_encoding_that_they_had(engine: Engine, encoding: str) -> None:
    text = MODEL.format(encoding).replace("件" if encoding == "ISO-8859-1" else "\0", "&#20214;")
    files = {"processes/sample.yaml": PROCESS, "decisions/word.dmn": text.encode(encoding)}

    library = DefinitionRegistry(engine, {}).publish(files, "test")
    (digest,) = [process.digest for process in library.processes.values()]
    resolved = DefinitionRegistry(engine, {}).resolve(digest)

    assert resolved.decisions["word"].evaluate({}).value == "Stück 件"


def test_file_that_nothing_can_be_made_of_keeps_no_other_from_being_published(engine: Engine) -> None:
    files = {"processes/sample.yaml": PROCESS.replace(b"decision: word", b"decision: fee")}
    table = b"lang: 1\ndecision: fee\nname: Fee\nvalue: 1\n"
    garbage = {
        "decisions/fee.yaml": table,
        "decisions/nul.yaml": b"lang: 1\0",
        "decisions/bytes.dmn": b"\xff\0",
    }

    library = DefinitionRegistry(engine, {}).publish(files | garbage, "test")

    digest = library.processes["sample", 1].digest
    assert DefinitionRegistry(engine, {}).resolve(digest).decisions["fee"].evaluate({}).value == 1


def test_what_a_later_compiler_refuses_stays_resolvable_for_orders_that_run_by_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"processes/sample.yaml": PROCESS, "decisions/word.dmn": MODEL.format("UTF-8").encode()}
    (process,) = DefinitionRegistry(engine, {}).publish(files, "test").processes.values()

    def refuse(draft: Draft) -> None:
        draft.report.error("learnt-since", "no", "write another", ("flow",))

    monkeypatch.setattr(proofs, "_PROOFS", (refuse,))

    assert DefinitionRegistry(engine, {}).publish(files, "test").processes == {}
    assert DefinitionRegistry(engine, {}).resolve(process.digest).digest == process.digest
