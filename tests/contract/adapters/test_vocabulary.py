"""Names by which people ask for orders: those of all definitions that were ever published."""

from sqlalchemy import Engine, update

from adapters.definition_registry import DefinitionRegistry
from adapters.vocabulary import SqlVocabulary
from database.tables import process_definitions

PROCESS = b"""\
lang: 1
process: small
version: 1
name: Small
stages: {look: Look}
statuses: {refused: Refused}
flow:
  - {id: look, type: userTask, stage: look, candidateGroups: [clerks], outcomes: [done]}
  - {type: end, terminate: true, status: given_up}
"""


def publish(engine: Engine, source: bytes = PROCESS) -> None:
    library = DefinitionRegistry(engine, {}).publish({"processes/small.yaml": source}, "test")
    assert library.newest("small") is not None, library.findings


def test_names_of_earlier_definitions_stay_known(engine: Engine) -> None:
    # given
    publish(engine)
    publish(engine, PROCESS.replace(b"stages: {look", b"stages: {see").replace(b"stage: look", b"stage: see"))

    # when
    vocabulary = SqlVocabulary(engine)

    # then
    assert vocabulary.known("process") == ["small"]
    assert vocabulary.known("stage") == ["look", "see"]
    assert {"received", "running", "completed", "refused", "given_up"} <= set(vocabulary.known("status"))
    assert vocabulary.known("system") == []


def test_what_was_published_before_its_names_were_kept_gets_them_at_the_next_publishing(
    engine: Engine,
) -> None:
    # given
    publish(engine)
    with engine.begin() as connection:
        connection.execute(update(process_definitions).values(words=None))
    before = SqlVocabulary(engine).known("stage")

    # when
    publish(engine)

    # then
    assert before == []
    assert SqlVocabulary(engine).known("stage") == ["look"]


def test_groups_are_those_of_the_staff_directory(samples: Engine) -> None:
    # given / when
    groups = SqlVocabulary(samples).known("group")

    # then
    assert "order-clerks" in groups
    assert groups == sorted(groups)
