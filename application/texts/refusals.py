"""Every refusal as a sentence that says what is wrong and what to do, in the person's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from application.moments import on_the_clock
from application.texts.gaps import without_gaps
from application.texts.problems import problems_in_words
from application.texts.refusal_sentences import SENTENCES
from engine.values import Refusal


def sentence(refusal: Refusal, language: str) -> str:
    """The sentence in a language (``zh`` or ``en``). The definition's own words win over ours."""
    texts = refusal.texts or {}
    if own := texts.get(language) or texts.get("en") or texts.get("zh"):
        return own
    template = SENTENCES.get(refusal.code)
    if template is None:  # an order that a newer version runs may know more codes than we do
        return f"{refusal.code}: {_shown(dict(refusal.details), language)}"
    text = without_gaps(template.get(language) or template["en"], refusal.details)
    return text.format_map(_Details(refusal.details, language))


class _Details(dict[str, str]):
    """The details as texts; one that is missing shows as a question mark and breaks nothing."""

    def __init__(self, details: Mapping[str, Any], language: str) -> None:
        super().__init__({name: _detail(name, value, language) for name, value in details.items()})

    def __missing__(self, name: str) -> str:
        return "?"


def _detail(name: str, value: Any, language: str) -> str:
    match name:
        case "problems":
            return problems_in_words(value, language)
        case "kind":
            return _KINDS[value][language == "zh"]
        case "changed":
            return "; ".join(_difference(change, language) for change in value)
        case _:
            return _shown(value, language)


_KINDS = {
    "process": ("process", "流程"),
    "stage": ("stage", "阶段"),
    "status": ("status", "状态"),
    "system": ("outside system", "外部系统"),
    "group": ("group", "用户组"),
}


def _difference(change: Mapping[str, Any], language: str) -> str:
    return f"{change['path']}: {_shown(change['shown'], language)} → {_shown(change['now'], language)}"


def _shown(value: Any, language: str) -> str:
    if value is None or value in ([], {}):
        return "无" if language == "zh" else "none"
    match value:
        case list() | tuple():
            return ("、" if language == "zh" else ", ").join(_shown(item, language) for item in value)
        case dict():
            return ", ".join(f"{key} {_shown(item, language)}" for key, item in value.items())
        case datetime():
            return on_the_clock(value)
        case _:
            return str(value)
