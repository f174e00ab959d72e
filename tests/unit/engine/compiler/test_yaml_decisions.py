# ruff: noqa: E501 - a line is a case
"""Decisions in YAML: every form of logic, graphs, functions, services; side by side with .dmn files."""

from typing import Any

import pytest

from engine.values import Finding
from tests.support.decision_models import compiled, decision, dmn, errors, given, literal, outcome, value

HEAD = "lang: 1\ndecision: main\nname: Main\n"


def yaml(text: str) -> str:
    return HEAD + text


def findings(text: str) -> list[Finding]:
    return list(compiled(main=yaml(text)).findings)


@pytest.mark.parametrize(
    ("logic", "expected"),
    [
        ("value: 5", 5),
        ("value: text", "text"),
        ("value: =1 + 1", 2),
        ("value: [1, =x, a]", [1, 7, "a"]),
        ("value: {context: {a: =x, b: =a + 1}}", {"a": 7, "b": 8}),
        ("value: {context: {a: =x}, result: =a * 2}", 14),
        ("value: {list: [=x, {if: =x > 5, then: large, else: small}]}", [7, "large"]),
        ("value: {relation: {columns: [a, b], rows: [[1, =x], [2, c]]}}", [{"a": 1, "b": 7}, {"a": 2, "b": "c"}]),
        ("value: {for: n, in: '=[1..3]', return: =n * x}", [7, 14, 21]),
        ("value: {some: n, in: '=[1..3]', satisfies: =n > 2}", True),
        ("value: {every: n, in: '=[1..3]', satisfies: =n > 2}", False),
        ("value: {filter: '=[1, 8, 9]', match: =item > x}", [8, 9]),
        ("value: {filter: '=if x = 7 then null else [8]', match: =item > x}", None),
        (
            "value: {context: {twice: {function: {parameters: {n: number}, value: =n * 2}}}, result: =twice(x)}",
            14,
        ),
        ("knowledge: {add: {parameters: {a: number, b: number}, value: =a + b}}\nvalue: {call: add, with: {a: =x, b: 1}}", 8),
        ("value: {table: {inputs: {x: {}}, outputs: {y: {}}, rules: [{when: {x: 7}, then: {y: seven}}]}}", "seven"),
    ],
)  # fmt: skip
def test_form_of_logic_gives_its_value(logic: str, expected: Any) -> None:
    assert value(compiled(main=yaml(logic)), "main", x=7) == expected


GRAPH = yaml("""
types:
  tier: {type: string, values: [gold, silver]}
  customer: {fields: {tier: tier, age: number, orders: {type: number, list: true}}}
given: {customer: customer}
knowledge:
  bonus: {parameters: {tier: tier}, type: number, value: '=if tier = "gold" then 10 else 0'}
decisions:
  risk:
    type: string
    inputs: {age: {expression: customer.age}}
    outputs: {risk: {}}
    rules:
      - {when: {age: "< 18"}, then: {risk: high}, because: {en: too young, zh: 未成年}}
      - {when: {age: ">= 18"}, then: {risk: low}}
value:
  context: {points: =bonus(customer.tier) + sum(customer.orders)}
  result: {if: '=risk = "low"', then: =points, else: 0}
services:
  scoring: {outputs: [risk], inputs: [customer]}
""")


def customer(age: int, tier: str = "gold") -> dict[str, Any]:
    return {"tier": tier, "age": age, "orders": [1, 2]}


def test_graph_of_decisions_functions_and_types_decides() -> None:
    library = compiled(main=GRAPH)

    assert library.findings == ()
    assert value(library, "main", customer=customer(30)) == 13
    assert value(library, "main", customer=customer(3)) == 0
    assert value(library, "main/risk", customer=customer(3)) == "high"
    assert value(library, "main/scoring", customer=customer(3)) == "high"


def test_trace_of_a_graph_has_the_tables_and_reasons_of_its_decisions() -> None:
    trace: Any = outcome(compiled(main=GRAPH), "main", customer=customer(3)).trace

    risk, main = trace["decisions"]
    (fired,) = risk["tables"][0]["fired"]
    assert (risk["decision"], risk["value"], main["decision"], main["value"]) == ("risk", "high", "main", 0)
    assert (fired["annotation"], fired["annotationZh"]) == ("too young", "未成年")


def test_value_that_is_not_allowed_does_not_come_in() -> None:
    assert value(compiled(main=GRAPH), "main", customer=customer(30, "iron")) == 0


def test_yaml_uses_decisions_of_other_files_in_both_languages() -> None:
    main = yaml("uses: {rate: model/The rate, fee: fees}\nvalue: =rate * 100 + fee")
    fees = "lang: 1\ndecision: fees\nname: Fees\nvalue: =order.total / 10"
    model = dmn(given("order") + decision("The rate", literal("order.total / 1000"), "input:order"))

    library = compiled(main=main, fees=fees, model=model)

    assert library.findings == ()
    assert value(library, "main", order={"total": 100}) == 20
    assert {reference.path for reference in library.decisions["main"].references} >= {("order", "total")}


@pytest.mark.parametrize(
    ("logic", "code", "line", "column"),
    [
        ("value: {contxt: {a: 1}}", "unknown-form", 4, 8),
        ("value: {context: {a: =1 +}}", "feel-syntax", 4, 26),
        ("value: >\n  =1 +\n  * 2", "feel-syntax", 5, 6),
        ("value: 5\nrules: []", "one-of", 5, 1),
        ("inputs: {a: {}}\noutputs: {b: {}}", "missing-field", 1, 1),
        ("given: {order: any}\nvalue: =ordr.total", "undeclared-input", 5, 9),
        ("uses: {a: nowhere}\nvalue: =a", "unknown-decision", 4, 11),
        ("given: {a: any}\nuses: {a: main}\nvalue: =a", "duplicate-id", 5, 8),
        ("types: {t: {list: true}}\nvalue: 1", "one-of", 4, 12),
        ("type: nmber\nvalue: 1", "unknown-type", 2, 1),
        ("decisions: {a: {value: =b}, b: {value: =a}}\nvalue: =a", "circle", 4, 13),
        ("services: {s: {outputs: [mian]}}\nvalue: 1", "unknown-decision", 4, 26),
        ("value: {relation: {columns: [a], rows: [[1, 2]]}}", "relation-width", 4, 19),
    ],
)
def test_what_is_wrong_has_its_place_and_a_cure(logic: str, code: str, line: int, column: int) -> None:
    found = [finding for finding in findings(logic) if finding.code == code]

    assert [(f.line, f.column) for f in found[:1]] == [(line, column)]
    assert found[0].cure


def test_logic_that_nests_too_deep_is_a_finding() -> None:
    deep = "=1"
    for _ in range(50):
        deep = f"{{list: [{deep}]}}"

    assert "too-deep" in {finding.code for finding in findings(f"value: {deep}")}


def test_decision_that_uses_a_broken_one_is_not_sound() -> None:
    library = compiled(main=yaml("uses: {a: other}\nvalue: =a"), other=dmn(decision("other", literal("1 +"))))

    assert [finding.file for finding in errors(library)] == ["decisions/other.dmn"]
    assert library.decisions == {}


def test_name_in_two_dmn_files_is_told_and_both_can_be_asked() -> None:
    first = dmn(decision("d", literal("1")), "one", "urn:1")
    second = dmn(decision("d", literal("2")), "two", "urn:2")

    library = compiled(first=first, second=second)

    assert [(f.code, f.severity, f.cure) for f in library.findings] == [
        ("defined-twice", "warning", "call this one `two/d`")
    ]
    assert [value(library, name) for name in ("d", "one/d", "two/d")] == [1, 1, 2]
