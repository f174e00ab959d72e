"""Files of orders: the good ones come through, the bad ones are named with line and column."""

import json

import pytest

from engine.language.places import Path
from engine.values import Finding
from intake import read_orders
from tests.support.orders import an_order


def as_json(**fields: object) -> str:
    line = {"sku": "CUP-001", "quantity": 2, "unit_price": 29}
    return json.dumps(an_order(**{"lines": [line], **fields}))


def exploding(levels: int = 8) -> bytes:
    """Aliases of aliases: a few hundred bytes that stand for millions of values."""
    rows = [f"k{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 8)}]" for level in range(1, levels)]
    return "\n".join(["k0: &a0 [x]", *rows]).encode()


def places(findings: tuple[Finding, ...]) -> list[tuple[str, int, str]]:
    return [(finding.code, finding.line, finding.path) for finding in findings]


GOOD_YAML = """\
channel: web-shop
external_number: SO-{number}
customer: {{id: C-1001}}
currency: CNY
lines:
  - {{sku: CUP-001, quantity: 2, unit_price: 29.90}}
"""


@pytest.mark.parametrize(
    "text",
    [
        GOOD_YAML.format(number=1),
        as_json(),
        json.dumps(json.loads(as_json()), indent="\t"),
        f"[{as_json()}]",
        f'{{"orders": [{as_json()}]}}',
        "\ufeff" + as_json(),
    ],
    ids=["yaml", "json", "json with tabs", "list", "orders", "byte order mark"],
)
def test_one_order_is_read_from_every_layout(text: str) -> None:
    intake = read_orders(text.encode(), "orders")

    assert intake.findings == ()
    assert [order.external_number for order in intake.orders] == ["SO-1"]


def test_documents_of_one_yaml_file_are_read_one_by_one() -> None:
    text = "# a comment first\n---\n" + "---\n".join(GOOD_YAML.format(number=number) for number in (1, 2, 3))

    intake = read_orders(text.encode(), "orders.yaml")

    assert [order.external_number for order in intake.orders] == ["SO-1", "SO-2", "SO-3"]


def test_a_broken_document_does_not_take_the_others_along() -> None:
    text = GOOD_YAML.format(number=1) + "---\nchannel: [web-shop\n---\n" + GOOD_YAML.format(number=3)

    intake = read_orders(text.encode(), "orders.yaml")

    assert [order.external_number for order in intake.orders] == ["SO-1", "SO-3"]
    assert {finding.code for finding in intake.findings} == {"yaml-syntax"}


def test_a_broken_line_of_json_lines_does_not_take_the_others_along() -> None:
    lines = [as_json(external_number="SO-1"), '{"channel": ', as_json(external_number="SO-3"), ""]

    intake = read_orders("\n".join(lines).encode(), "orders.jsonl")

    assert [order.external_number for order in intake.orders] == ["SO-1", "SO-3"]
    assert [finding.line for finding in intake.findings] == [2]


def test_json_lines_may_begin_with_the_broken_line() -> None:
    lines = ['{"channel": "web-shop",, }', as_json(external_number="SO-2"), as_json(external_number="SO-3")]

    intake = read_orders("\n".join(lines).encode(), "orders.jsonl")

    assert [order.external_number for order in intake.orders] == ["SO-2", "SO-3"]


def test_findings_name_file_line_column_and_path() -> None:
    text = "orders:\n  - " + GOOD_YAML.format(number=1).replace("\n", "\n    ").rstrip()
    text = text.replace("quantity: 2", "quantity: -2")

    [finding] = read_orders(text.encode(), "orders.yaml").findings

    assert (finding.file, finding.line, finding.column) == ("orders.yaml", 7, 34)
    assert (finding.code, finding.path) == ("too-small", "orders[0].lines[0].quantity")


def test_lines_are_counted_through_the_whole_file() -> None:
    text = GOOD_YAML.format(number=1) + "---\n" + GOOD_YAML.format(number=2).replace("CNY", "yuan")

    intake = read_orders(text.encode(), "orders.yaml")

    assert places(intake.findings) == [("wrong-form", 11, "currency")]


def test_an_order_with_a_field_given_twice_is_refused() -> None:
    good, other = as_json(external_number="SO-1"), as_json(external_number="SO-2")
    text = f"orders:\n- {good}\n- {{channel: a, {other[1:]}\n"

    intake = read_orders(text.encode(), "orders.yaml")

    assert [order.external_number for order in intake.orders] == ["SO-1"]
    assert places(intake.findings) == [("duplicate-key", 3, "orders[1].channel")]


def test_what_stands_beside_orders_is_not_passed_over_in_silence() -> None:
    text = f'{{"orders": [{as_json()}], "channel": "web-shop"}}'

    intake = read_orders(text.encode(), "orders.json")

    assert len(intake.orders) == 1
    assert places(intake.findings) == [("unknown-field", 1, "channel")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no-orders"),
        (b"# nothing\n", "no-orders"),
        (b"\xff\xfe", "not-utf8"),
        (b"42", "wrong-type"),
        (b"[" * 10_000, "too-deep"),
        (exploding(), "too-many-values"),
    ],
    ids=["empty", "only a comment", "not utf-8", "a number", "deep", "exploding aliases"],
)
def test_hostile_bytes_are_findings_not_errors(data: bytes, code: str) -> None:
    intake = read_orders(data, "orders")

    assert intake.orders == ()
    assert intake.findings[0].code == code


def test_a_file_beyond_the_limit_is_not_read_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.documents.MAX_FILE_BYTES", 100)

    intake = read_orders(as_json().encode(), "orders.json")

    assert places(intake.findings) == [("too-large", 1, "")]


def test_findings_of_json_lines_name_other_lines_of_the_whole_file() -> None:
    intake = read_orders(b'{"id": "A"}\n{"id": "B"}\n{"id": "C", "id": "D"}\n', "orders.jsonl")

    [twice] = [finding for finding in intake.findings if finding.code == "duplicate-key"]

    assert (twice.line, twice.message) == (3, "the key 'id' was given in line 3 already")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"channel": "shop"]', (1, 19), "a , or a closing bracket is missing here"),
        ('{"channel": "shop"\n "lines": []}', (2, 2), "a , or a closing bracket is missing here"),
        ('[{"channel" "shop"}]', (1, 13), "a : is missing behind a name"),
        ('{"channel": "sh', (1, 13), "a text has no closing quote"),
    ],
)
def test_broken_json_is_told_in_words_of_json(text: str, place: tuple[int, int], words: str) -> None:
    # when
    (finding,) = read_orders(text.encode(), "orders.json").findings

    # then
    assert (finding.code, finding.line, finding.column) == ("json-syntax", *place)
    assert finding.message == f"cannot read this as JSON: {words}"
    assert "YAML" not in f"{finding.message} {finding.cure}"


def test_broken_yaml_in_braces_stays_yaml() -> None:
    # when
    (finding,) = read_orders(b"{channel: shop, lines: [}", "orders.yaml").findings

    # then
    assert finding.code == "yaml-syntax"


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf"])
def test_what_is_no_number_is_told_what_one_looks_like(number: str) -> None:
    # given
    data = GOOD_YAML.format(number=1).replace("quantity: 2", f"quantity: {number}").encode()

    # when
    english, chinese = read_orders(data, "o.yaml").findings, read_orders(data, "o.yaml", "zh").findings

    # then
    assert [finding.code for finding in english] == ["no-number"]
    assert "write a number such as 12 or 19.90" in english[0].cure
    assert "写成 12 或 19.90 这样的数字" in chinese[0].cure


@pytest.mark.parametrize(
    ("field", "sample"),
    [
        (("customer", "id"), "C-1001"),
        (("lines", 0, "sku"), "CUP-001"),
        (("lines", 0, "id"), "L1"),
        (("created_by",), "lin.mei"),
        (("external_number",), "SO-2026-0001"),
    ],
)
def test_cure_of_a_wrong_code_shows_one_of_its_kind(field: Path, sample: str) -> None:
    # given
    order = json.loads(as_json())
    around = order
    for part in field[:-1]:
        around = around[part]
    around[field[-1]] = "no code!"

    # when
    (finding,) = read_orders(json.dumps(order).encode(), "o.json").findings

    # then
    assert finding.cure.endswith(f"such as {sample}")
