"""An auditor reads, in English and Chinese, why a decision came out as it did."""

from typing import Any

from application.texts.decision_words import decision_lines
from tests.support.decision_models import compiled

TABLE = """lang: 1
decision: fee
name: Fee
hitPolicy: first
inputs: {total: {expression: order.total}, tier: {expression: order.tier}}
outputs: {fee: {}}
rules:
  - {when: {total: "> 100"}, then: {fee: 0}}
  - {when: {total: "> 90"}, then: {fee: 1}}
  - {when: {total: "> 80"}, then: {fee: 2}}
  - {when: {tier: '"gold"'}, then: {fee: 3}, because: {en: our best customers, zh: 重要客户}}
  - {then: {fee: 5}}
"""
GRAPH = """lang: 1
decision: main
name: Main
uses: {fee: fee}
value: =fee + 1
"""


def lines(name: str, language: str, **order: Any) -> list[str]:
    outcome = compiled(fee=TABLE, main=GRAPH).decisions[name].evaluate({"order": order})
    return decision_lines(outcome.trace, language)


def test_columns_have_the_labels_of_the_readers_language() -> None:
    labelled = TABLE.replace("order.total}", "order.total, label: {en: Order total, zh: 订单金额}}")
    trace = compiled(fee=labelled).decisions["fee"].evaluate({"order": {"total": 7, "tier": "new"}}).trace

    assert decision_lines(trace, "en")[1::2] == [
        "  Order total = 7",
        "  rules 1–3 failed at Order total = 7",
        "  rule 5 fired: output = 5",
    ]
    assert decision_lines(trace, "zh")[1::2][:2] == [
        "  订单金额 = 7",
        "  规则 1–3 在“订单金额 = 7”处不满足",
    ]


def test_trace_of_a_table_in_english() -> None:
    assert lines("fee", "en", total=7, tier="gold") == [
        "table fee, hit policy F",
        "  total = 7",
        "  tier = gold",
        "  rules 1–3 failed at total = 7",
        "  rule 4 fired: output = 3, because our best customers",
        "  rule 5 not needed: an earlier rule fired",
        "  result: 3",
    ]


def test_trace_of_a_table_in_chinese() -> None:
    assert lines("fee", "zh", total=7, tier="gold") == [
        "决策表 fee，命中策略 F",
        "  total = 7",
        "  tier = gold",
        "  规则 1–3 在“total = 7”处不满足",
        "  规则 4 命中：output = 3，原因：重要客户",
        "  规则 5 未再使用：前面的规则已命中",
        "  结果：3",
    ]


def test_trace_of_a_graph_tells_every_decision_with_what_it_was_given() -> None:
    told = lines("main", "en", total=200, tier="gold")

    assert [line for line in told if "decision" in line] == ["decision fee: 0", "decision main: 1"]
    assert told[-1] == "  fee = 0"


def test_table_without_a_hit_says_so() -> None:
    one_rule = TABLE.replace("  - {then: {fee: 5}}\n", "")
    trace = compiled(fee=one_rule).decisions["fee"].evaluate({"order": {"total": 1, "tier": "new"}}).trace

    assert decision_lines(trace, "en")[-2:] == ["  no rule fired", "  result: null"]


TYPED = """lang: 1
decision: limit
name: Limit
types: {tier: {type: string, values: [gold, new]}, customer: {fields: {tier: tier, age: number}}}
given: {customer: customer}
decisions: {years: {type: number, value: '=if customer.age = 1 then "one" else customer.age'}}
type: number
value: =years * 10
"""


def told(**customer: Any) -> list[str]:
    trace = compiled(limit=TYPED).decisions["limit"].evaluate({"customer": customer}).trace
    return [*decision_lines(trace, "en"), *decision_lines(trace, "zh")]


def test_what_was_given_and_did_not_fit_its_type_is_told() -> None:
    lines = told(tier="platinum", age=3)

    assert '  customer = null: {tier: "platinum", age: 3} does not fit its type' in lines
    assert '  customer = null：{tier: "platinum", age: 3} 不符合其类型' in lines


def test_what_was_decided_and_did_not_fit_its_type_is_told() -> None:
    assert "decision years: null: one does not fit its type" in told(tier="gold", age=1)
    assert "decision years: 3" in told(tier="gold", age=3)
