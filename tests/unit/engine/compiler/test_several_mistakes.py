"""One mistake does not hide another, wherever in a process it stands."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from engine.compiler import compile_definitions
from engine.language.yaml_reader import read_yaml
from engine.values import Finding
from tests.support.corpus import GROUPS, SERVICES, good_files

FILE = "good/everything.yaml"
FILES = good_files()
PROCESS: Any = read_yaml(FILES[FILE], FILE).documents[0].value

SPARSE = 4  # a compilation takes its time: every fourth place is enough to see

Path = tuple[Any, ...]


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from paths(item, (*path, key))


def at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def with_a_mistake() -> Any:
    """The process, with an expression that names something unknown."""
    process = copy.deepcopy(PROCESS)
    process["output"]["wrong"] = "=nowhere_declared"
    return process


def findings_of(process: Any) -> list[Finding]:
    files = {**FILES, FILE: json.dumps(process, default=float).encode()}
    return [f for f in compile_definitions(files, SERVICES, GROUPS).findings if f.file == FILE]


def finds_the_mistake(findings: list[Finding]) -> bool:
    return any("nowhere_declared" in finding.message for finding in findings)


def test_an_unknown_field_anywhere_hides_nothing_and_causes_nothing() -> None:
    # given
    authored = [path for path in paths(PROCESS) if isinstance(at(PROCESS, path), dict)]
    apart = {("input",), ("stages",), ("variables",), ("messages",), ("errors",), ("statuses",), ("flows",)}
    found: dict[Path, list[str]] = {}

    # when
    for path in authored:
        process = with_a_mistake()
        at(process, path)["qqqq"] = 1
        found[path] = sorted(finding.code for finding in findings_of(process) if finding.severity == "error")

    # then
    usual = ["unknown-field", "unknown-name"]
    odd = {path: codes for path, codes in found.items() if codes != usual and path not in apart}
    maps_of_the_author = {"input", "output", "set", "initial", "data"}
    assert {path[-1] for path in odd} <= maps_of_the_author | {"outcomes", "variables"}
    assert all("unknown-name" in codes for codes in found.values())


def test_a_missing_field_hides_nothing() -> None:
    # given
    fields = [path for path in paths(PROCESS) if path and isinstance(path[-1], str) and path[0] != "output"]
    fields = fields[::SPARSE]
    hidden = []

    # when
    for path in fields:
        if path == ("process",):  # without it, another key says what the file is
            continue
        process = with_a_mistake()
        del at(process, path[:-1])[path[-1]]
        hidden += [] if finds_the_mistake(findings_of(process)) else [path]

    # then
    assert len(fields) > 40
    assert hidden == []


def test_a_value_of_the_wrong_type_hides_nothing() -> None:
    # given
    places = [path for path in paths(PROCESS) if path and path[0] != "output"][1::SPARSE]

    # when
    hidden = []
    for path in places:
        process = with_a_mistake()
        at(process, path[:-1])[path[-1]] = "seven" if isinstance(at(PROCESS, path), int) else 7
        hidden += [] if finds_the_mistake(findings_of(process)) else [path]

    # then
    assert len(places) > 50
    assert hidden == []
