"""Why a decision came out as it did, in the words of an auditor: from the trace that its record keeps."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.values import YearMonthDuration, format_duration

_WORDS: Mapping[str, tuple[str, str]] = {
    "decision": ("decision {name}: {value}", "决策 {name}：{value}"),
    "table": ("table {name}, hit policy {policy}", "决策表 {name}，命中策略 {policy}"),
    "input": ("{label} = {value}", "{label} = {value}"),
    "unfit": (": {value} does not fit its type", "：{value} 不符合其类型"),
    "failed": ("{rules} failed at {input} = {value}", "{rules} 在“{input} = {value}”处不满足"),
    "fired": ("{rules} fired: {output}", "{rules} 命中：{output}"),
    "because": ("{fired}, because {why}", "{fired}，原因：{why}"),
    "not_needed": ("{rules} not needed: an earlier rule fired", "{rules} 未再使用：前面的规则已命中"),
    "no_rule": ("no rule fired", "没有规则命中"),
    "result": ("result: {value}", "结果：{value}"),
    "more": ("and {count} more tables", "另有 {count} 次决策表运算"),
}
_RULES = {"en": ("rule", "rules"), "zh": ("规则", "规则")}


def decision_lines(trace: Mapping[str, Any], language: str) -> list[str]:
    """What was looked at, which cell of which rule failed with which value, which rules fired; one line each,
    indented below what it belongs to. ``trace`` is that of ``engine.decisions``."""
    return list(_Teller("zh" if language == "zh" else "en").tell(trace, ""))


class _Teller:
    def __init__(self, language: str) -> None:
        self._language = language

    def tell(self, trace: Mapping[str, Any], indent: str) -> Iterator[str]:
        """A whole trace: of a table, or of a graph with the decisions in the order they were made."""
        if "table" in trace:
            yield from self._table(trace, indent)
            return
        for decision in trace.get("decisions", ()):
            value = shown_value(decision["value"])
            line = self._say("decision", name=decision["decision"], value=value)
            yield indent + line + self._unfit(decision)
            yield from self._inputs(decision, indent + "  ")
            for table in decision["tables"]:
                yield from self._table(table, indent + "  ")
            if decision.get("moreTables"):
                yield indent + "  " + self._say("more", count=decision["moreTables"])

    def _table(self, table: Mapping[str, Any], indent: str) -> Iterator[str]:
        yield indent + self._say("table", name=table["table"], policy=table["hitPolicy"])
        inner = indent + "  "
        yield from self._inputs(table, inner)
        for failed in table["failed"]:
            rules, value = self._rules(failed["rules"]), shown_value(failed["value"])
            yield inner + self._say("failed", rules=rules, input=self._label("input", failed), value=value)
        for fired in table["fired"]:
            yield inner + self._fired(fired)
        if table.get("notNeeded"):
            yield inner + self._say("not_needed", rules=self._rules(table["notNeeded"]))
        if not table["fired"]:
            yield inner + self._say("no_rule")
        yield inner + self._say("result", value=shown_value(table["value"]))

    def _inputs(self, part: Mapping[str, Any], indent: str) -> Iterator[str]:
        for given in part["inputs"]:
            label, value = self._label("label", given), shown_value(given["value"])
            yield indent + self._say("input", label=label, value=value) + self._unfit(given)

    def _unfit(self, part: Mapping[str, Any]) -> str:
        return self._say("unfit", value=shown_value(part["unfit"])) if "unfit" in part else ""

    def _label(self, key: str, part: Mapping[str, Any]) -> str:
        """A column's label in the reader's language, as far as there is one."""
        label: str = part[key]
        return str(part.get(f"{key}Zh", label)) if self._language == "zh" else label

    def _fired(self, fired: Mapping[str, Any]) -> str:
        output = ", ".join(f"{name} = {shown_value(value)}" for name, value in fired["output"].items())
        line = self._say("fired", rules=self._rules([fired["rule"]]), output=output)
        english = fired["annotation"]
        why = fired.get("annotationZh", english) if self._language == "zh" else english
        return self._say("because", fired=line, why=why) if why else line

    def _rules(self, numbers: Sequence[int]) -> str:
        """``rules 1, 3–5``: runs of neighbours are drawn together, a table may have hundreds."""
        one, many = _RULES[self._language]
        runs: list[list[int]] = []
        for number in numbers:
            if runs and number == runs[-1][-1] + 1:
                runs[-1][1:] = [number]
            else:
                runs.append([number])
        text = ", ".join("–".join(map(str, run)) for run in runs)
        return f"{one if len(numbers) == 1 else many} {text}"

    def _say(self, key: str, **facts: Any) -> str:
        english, chinese = _WORDS[key]
        return (chinese if self._language == "zh" else english).format_map(facts)


def shown_value(value: Any) -> str:  # noqa: PLR0911 - one line a kind
    """A value as FEEL writes it."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Decimal():
            return format(value, "f")
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return format_duration(value)
        case YearMonthDuration():
            return str(value)
        case _:
            return str(value)
