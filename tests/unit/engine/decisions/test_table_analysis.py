"""Gaps, overlaps and hidden rules are told before the table decides."""

import pytest

from tests.unit.engine.decisions.decision_builder import table


def messages(policy: str, inputs: str, *rules: str, **more: object) -> list[str]:
    return [finding.message for finding in table(policy, inputs, "x", *rules, **more).check()]


@pytest.mark.parametrize(
    ("inputs", "rules", "expected"),
    [
        ("n", ["< 5 | 1", ">= 5 | 2"], []),
        ("n", ["< 5 | 1", "> 5 | 2"], ["no rule for n = 5"]),
        ("n", ["[1..5) | 1", "[5..9] | 2"], ["no rule for n < 1 or > 9"]),
        ("n", ["<= 5 | 1", ">= 5 | 2"], ["rules 1 and 2 both fire for n = 5"]),
        ("n", ["< 9 | 1", "> 3 | 2"], ["rules 1 and 2 both fire for n > 3 and < 9"]),
        ("t", ['"a" | 1', '"b" | 2'], ['no rule for t not in ("a", "b")']),
        ("t", ['"a" | 1', 'not("a") | 2'], []),
        ("ok", ["true | 1"], ["no rule for ok = false"]),
        ("ok", ["true | 1", "false | 2"], []),
        ("d", ['< @"2026-01-01" | 1', '> date("2026-01-01") | 2'], ["no rule for d = 2026-01-01"]),
        ("n | t", ['< 5 | "a" | 1', ">= 5 | - | 2", '< 5 | not("a") | 3'], []),
        ("n | t", ['< 5 | "a" | 1', ">= 5 | - | 2"], ['no rule for n < 5, t not in ("a")']),
        ("n", ["- | 1"], []),
        ("n", ["-5 | 1", "!= -5 | 2"], []),
        ("n", ["null | 1", "1 | 2"], ["no rule for n not in (1, null)"]),
    ],
)
def test_unique_table_is_checked_for_gaps_and_overlaps(
    inputs: str, rules: list[str], expected: list[str]
) -> None:
    assert messages("U", inputs, *rules) == expected


def test_allowed_values_close_a_gap() -> None:
    allowed = {"t": '"a", "b"'}

    assert messages("U", "t", '"a" | 1', '"b" | 2', allowed=allowed) == []
    assert messages("U", "t", '"a" | 1', allowed=allowed) == ['no rule for t = "b"']


def test_search_for_gaps_that_is_given_up_says_so() -> None:
    names = [f"c{n}" for n in range(40)]
    rules = [" | ".join("< 5" if at == n else "-" for at in range(40)) + f" | {n}" for n in range(40)]
    rules += [" | ".join(">= 5" if at in (n, (n + 7) % 40) else "-" for at in range(40)) for n in range(40)]
    rules = [rule if rule.count("|") == 40 else f"{rule} | 0" for rule in rules]

    found = table("F", " | ".join(names), "x", *rules).check()

    assert [finding.code for finding in found if finding.code != "decision-hidden-rule"] == [
        "decision-unsearched"
    ]


def test_default_closes_all_gaps() -> None:
    assert messages("U", "n", "< 5 | 1", default={"x": "0"}) == []


def test_any_allows_overlaps_with_the_same_answer() -> None:
    assert messages("A", "n", "< 9 | 1", "> 3 | 1") == []
    assert messages("A", "n", "< 9 | 1", "> 3 | 2") == ["rules 1 and 2 both fire for n > 3 and < 9"]


def test_rule_behind_a_wider_one_is_hidden_under_first() -> None:
    assert messages("F", "n", "> 3 | 1", "> 5 | 2", "- | 3") == [
        "rule 2 never fires: rule 1 comes first and covers it"
    ]


def test_cells_with_expressions_are_not_judged() -> None:
    assert messages("U", "n", "< limit | 1", ">= 5 | 2") == []


def test_five_hundred_rows_are_analysed_and_the_findings_are_few() -> None:
    rules = [f'[{n}..{n + 1}) | "{"abc"[n % 3]}" | {"-" if n % 2 else "< 7"} | {n}' for n in range(500)]

    found = table("U", "n | t | m", "x", *rules).check()

    assert [finding.code for finding in found] == ["decision-gap"] * 10
    assert found[0].message == "no rule for n < 0 or >= 500"
