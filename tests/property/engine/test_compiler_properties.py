"""Whatever an author writes, the compiler answers with findings; it never crashes."""

import copy
import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compiler import Library, compile_definitions
from engine.language.yaml_reader import read_yaml
from tests.support.corpus import GROUPS, HERE, SERVICES, good_files

_GOOD = good_files()
_FILES = sorted(name for name in _GOOD if "schemas" not in name)
_VALUES = {name: read_yaml(_GOOD[name], name).documents[0].value for name in _FILES}
_TEXTS = [name.read_text() for name in sorted((HERE / "broken").glob("*.yaml"))]

_SURPRISES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**6),
    st.text(max_size=8),
    st.sampled_from(
        ["=", "=order", "=1 +", "PT5M", "P1M", "none", "first", "each", "main", "=for", "review"]
    ),
    st.sampled_from([[], {}, [[]], {"type": "end"}, {"goto": "first"}, [{"type": "milestone", "id": "x"}]]),
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    if isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for key, item in inner for found in _paths(item, (*path, key)))]


@st.composite
def mutated_files(draw: st.DrawFn) -> dict[str, bytes]:
    """The good files, one of them with up to three parts replaced, removed, renamed or moved."""
    name = draw(st.sampled_from(_FILES))
    value = copy.deepcopy(_VALUES[name])
    for _ in range(draw(st.integers(1, 3))):
        value = _mutated(draw, value)
    return {**_GOOD, name: json.dumps(value, default=float).encode()}


def _mutated(draw: st.DrawFn, value: Any) -> Any:
    paths = _paths(value)[1:]
    if not paths:
        return value
    *around, key = draw(st.sampled_from(paths))
    parent = value
    for part in around:
        parent = parent[part]
    match draw(st.sampled_from(["replace", "remove", "rename", "move"])):
        case "replace":
            parent[key] = draw(_SURPRISES)
        case "remove":
            parent.pop(key)
        case "rename" if isinstance(parent, dict):
            parent[draw(st.text(max_size=6))] = parent.pop(key)
        case _:
            other = draw(st.sampled_from(_paths(value)))
            moved: Any = value
            for part in other:
                moved = moved[part]
            parent[key] = copy.deepcopy(moved)
    return value


def _is_sound(library: Library, files: dict[str, bytes]) -> bool:
    """Every process is either in the library or has an error of its own."""
    processes = [name for name, data in files.items() if b"process" in data]
    blamed = {finding.file for finding in library.errors}
    return all(name in blamed or name in library.files.values() for name in processes)


@given(mutated_files())
@settings(max_examples=150, deadline=None)
def test_compiler_answers_every_mutated_definition(files: dict[str, bytes]) -> None:
    library = compile_definitions(files, SERVICES, GROUPS)

    assert _is_sound(library, files)
    assert all(finding.line >= 1 for finding in library.findings)


@given(st.sampled_from(_TEXTS), st.integers(0, 4000), st.integers(0, 30), st.text(max_size=10))
@settings(max_examples=100, deadline=None)
def test_compiler_answers_every_damaged_text(text: str, start: int, length: int, patch: str) -> None:
    damaged = (text[:start] + patch + text[start + length :]).encode(errors="replace")

    library = compile_definitions({**_GOOD, "the/file.yaml": damaged}, SERVICES, GROUPS)

    assert {finding.file for finding in library.findings} <= {"the/file.yaml", *_GOOD}


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_reader_answers_any_bytes(data: bytes) -> None:
    reading = read_yaml(data, "any.yaml")

    assert all(finding.file == "any.yaml" for finding in reading.findings)


@pytest.mark.parametrize("name", _FILES)
def test_what_the_reader_reads_is_what_was_written(name: str) -> None:
    value = json.loads(json.dumps(_VALUES[name], default=float))

    again = read_yaml(yaml.safe_dump(value, allow_unicode=True).encode(), name)

    assert json.loads(json.dumps(again.documents[0].value, default=float)) == value
