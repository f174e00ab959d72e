"""Which version of a process new orders take."""

from application.startable import newest_startable
from engine.compiler import Library, compile_definitions

TEXT = """
lang: 1
process: hello
version: {version}
name: Hello
flow:
  - {{id: done, type: milestone}}
"""


def library(*versions: int) -> Library:
    files = {f"hello-{v}.yaml": TEXT.format(version=v).encode() for v in versions}
    found = compile_definitions(files, {})
    assert not found.errors, found.errors
    return found


def digest(known: Library, version: int) -> str:
    return known.processes["hello", version].digest


def test_the_newest_draft_while_nothing_is_released() -> None:
    found = newest_startable(library(1, 2), {}, "hello")

    assert found is not None
    assert found.version == 2


def test_the_newest_released_one_beside_a_newer_draft() -> None:
    known = library(1, 2)

    found = newest_startable(known, {("hello", 1): digest(known, 1)}, "hello")

    assert found is not None
    assert found.version == 1


def test_nothing_that_was_changed_after_its_release() -> None:
    assert newest_startable(library(1), {("hello", 1): "another"}, "hello") is None
