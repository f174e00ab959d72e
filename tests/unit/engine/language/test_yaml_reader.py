"""YAML 1.2 with the place of everything, and hostile text that ends."""

import json
from decimal import Decimal
from typing import Any

import pytest

from engine.language import Limits, read_yaml


def read(text: str) -> Any:
    """The only document, of which nothing may be wrong."""
    reading = read_yaml(text.encode(), "file.yaml")
    assert reading.findings == ()
    return reading.documents[0].value


def codes(text: str | bytes, limits: Limits | None = None) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding."""
    data = text if isinstance(text, bytes) else text.encode()
    return [(f.code, f.line, f.column) for f in read_yaml(data, "file.yaml", limits).findings]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("yes", "yes"),
        ("10:30", "10:30"),
        ("2026-01-31", "2026-01-31"),
        ("true", True),
        ("null", None),
        ("42", 42),
        ("-0x1F", "-0x1F"),
        ("0x1F", 31),
        ("19.99", Decimal("19.99")),
        ("1e3", Decimal("1E+3")),
        ('"5"', "5"),
        ("=order.total > 5", "=order.total > 5"),
    ],
)
def test_plain_scalars_are_typed_by_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    found = read(f"a: {text}")

    assert found == {"a": value}
    assert type(found["a"]) is type(value)


def test_keys_are_texts_as_written() -> None:
    assert read("on: 1\ntrue: 2\n5: 3\n1.50: 4") == {"on": 1, "true": 2, "5": 3, "1.50": 4}


def test_places_of_values_and_keys_are_known() -> None:
    text = "flow:\n  - id: a\n    when: order.total > 5\n  - {id: b}\n"

    document = read_yaml(text.encode(), "file.yaml").documents[0]

    when = document.mark(("flow", 0, "when"))
    assert (when.line, when.column) == (3, 11)
    assert document.mark(("flow", 0, "when"), key=True).column == 5
    assert document.mark(("flow", 1, "id")).line == 4
    assert document.mark(("flow", 1, "missing", "deep")).line == 4, "the nearest value around it"


@pytest.mark.parametrize(
    ("style", "place"),
    [("a: =b +", (1, 6)), ('a: "=b +"', (1, 7)), ("a: |\n  =b +", (2, 3))],
)
def test_place_inside_a_scalar_is_found(style: str, place: tuple[int, int]) -> None:
    document = read_yaml(style.encode(), "file.yaml").documents[0]

    inside = document.mark(("a",)).inside(1, 2, skipped=1)

    assert (inside.line, inside.column) == place


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", "duplicate-key", 3, 1),
        ("a: {when: f(a, b) = 1}", "yaml-split", 1, 16),
        ("a: !!int 5", "yaml-tag", 1, 4),
        ("a: !local 5", "yaml-tag", 1, 4),
        ("a: *b", "yaml-alias", 1, 4),
        ("? [a]\n: 1", "yaml-key", 1, 3),
        ("a: {}\nb: {<<: 1}", "yaml-merge", 2, 5),
        ("a: .inf", "no-number", 1, 4),
        ("a: 1e9999999999", "number-too-large", 1, 4),
        (f"a: {'9' * 5000}", "number-too-large", 1, 4),
        ("a: 1\n\tb: 2", "yaml-syntax", 2, 1),
        ("a: 'x", "yaml-syntax", 1, 4),
        ("a: b: c", "yaml-syntax", 1, 5),
        ("a: [1, 2", "yaml-syntax", 2, 1),
        ("a: @x", "yaml-syntax", 1, 4),
    ],
)
def test_what_cannot_be_read_is_a_finding_at_its_place(text: str, code: str, line: int, column: int) -> None:
    assert codes(text) == [(code, line, column)]


def test_bytes_that_are_not_utf8_are_a_finding_at_their_place() -> None:
    assert codes("a: 1\nb: é".encode("latin-1")) == [("not-utf8", 2, 4)]


def test_every_finding_of_a_file_is_reported() -> None:
    assert [code for code, _, _ in codes("a: !t 1\na: 2\nb: .nan")] == [
        "yaml-tag",
        "duplicate-key",
        "no-number",
    ]


def test_documents_in_front_of_a_syntax_error_are_kept() -> None:
    reading = read_yaml(b"a: 1\n---\nb: 2\n---\nc: [", "file.yaml")

    assert [document.value for document in reading.documents] == [{"a": 1}, {"b": 2}]
    assert [finding.code for finding in reading.findings] == ["yaml-syntax"]


def test_anchors_repeat_a_value() -> None:
    assert read("a: &x {b: [1]}\nc: *x") == {"a": {"b": [1]}, "c": {"b": [1]}}


def test_aliases_that_explode_are_stopped() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]

    assert [code for code, _, _ in codes("\n".join(lines))] == ["too-many-values"]


def test_an_alias_inside_its_own_anchor_is_unknown() -> None:
    assert [code for code, _, _ in codes("a: &x [*x]")] == ["yaml-alias"]


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, '{"a":' * 100_000])
def test_nesting_is_bounded(text: str) -> None:
    assert [code for code, _, _ in codes(text)] == ["too-deep"]


def test_size_is_bounded() -> None:
    assert codes("a: 12345", Limits(bytes=5)) == [("too-large", 1, 1)]


def test_json_is_read_as_it_is_written() -> None:
    value = {"name": '好 😀 "quoted" / \\', "lines": [{"q": 1, "p": None, "ok": True}], "tab": "\t"}

    assert read(json.dumps(value)) == value
    assert read(json.dumps(value, indent="\t", ensure_ascii=False)) == value
