"""Tells what is wrong with a field in a person's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import ErrorDetails

from engine.language.places import Path, show_path
from engine.values import Finding
from orders.codes import CALLED
from orders.examples import example_of, nearest_field, sample_of
from orders.fields import FORMS
from orders.words import UNKNOWN, WORDS, Language

_KEY = "[key]"  # stands behind a key in pydantic's paths when the key itself is wrong
_OF_THE_WHOLE = "whole"
_BARE = "not_an_amount"  # NaN is no text, whatever holds it


@dataclass(frozen=True, slots=True)
class Misfit:
    """A finding, and the path it is about, for whoever knows the document and its lines and columns.

    `key` says that the name of the field is wrong, not its value.
    """

    finding: Finding
    path: Path
    key: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, under its name in `orders.words`, before it is told."""

    kind: str
    path: Path
    facts: Mapping[str, Any] = field(default_factory=dict)
    found: object = None

    @property
    def of_the_whole(self) -> bool:
        """Whether it is about how fields of the order agree."""
        return _OF_THE_WHOLE in self.facts


def misfit_of(detail: ErrorDetails, language: Language = "en") -> Misfit:
    """One of pydantic's error details in our words."""
    return told(problem_of(detail), language)


def problem_of(detail: ErrorDetails) -> Problem:
    """One of pydantic's error details, without pydantic's words."""
    facts: dict[str, Any] = detail.get("ctx", {})
    path = (*(part for part in detail["loc"] if part != _KEY), *facts.get("at", ()))
    kind = "wrong_key" if _KEY in detail["loc"] else detail["type"]
    if kind == "string_pattern_mismatch" and detail["input"] == "":
        kind = "empty_form"
    return Problem(kind, path, facts, detail["input"])


def told(problem: Problem, language: Language) -> Misfit:
    """The problem as a finding in a language."""
    words = WORDS.get(problem.kind, UNKNOWN)
    path = show_path(problem.path)
    facts = {key: str(value) for key, value in problem.facts.items()} | {
        "subject": path or {"en": "the order", "zh": "订单"}[language],
        "around": show_path(problem.path[:-1]),
        "found": str(problem.found) if problem.kind == _BARE else _shown(problem.found, language),
        "example": example_of(problem.path),
        "form": _form(problem, language),
        "nearest": _nearest(problem, language),
        "expected": _expected(problem, language),
    }
    sentence, cure = (text.format_map(facts) for text in words.of(language))
    key = problem.kind in {"wrong_key", "extra_forbidden"}
    return Misfit(Finding(words.code, sentence, cure, path=path), problem.path, key)


def _form(problem: Problem, language: Language) -> str:
    pattern = problem.facts.get("pattern", "")
    english, chinese = FORMS.get(pattern, ("it differently", "别的样子"))
    return (chinese if language == "zh" else english).format(sample=sample_of(problem.path))


def _nearest(problem: Problem, language: Language) -> str:
    if problem.kind == "extra_forbidden":
        return nearest_field(problem.path, language)
    meant = CALLED.get(str(problem.found).strip().upper())
    if meant is None:
        return {"en": ", such as CNY", "zh": "，例如 CNY"}[language]
    return {"en": f"; did you mean {meant}?", "zh": f"；是否指 {meant}？"}[language]


def _expected(problem: Problem, language: Language) -> str:
    expected = str(problem.facts.get("expected", ""))
    return expected.replace(" or ", "、").replace(", ", "、") if language == "zh" else expected


def _shown(value: object, language: Language) -> str:
    match value:
        case None:
            return {"en": "empty", "zh": "空"}[language]
        case bool():
            return str(value).lower()
        case list():
            return {"en": f"a list of {len(value)}", "zh": f"{len(value)} 项的列表"}[language]
        case dict():
            return {"en": f"a group of {len(value)}", "zh": f"{len(value)} 个字段的组"}[language]
        case _:
            text = str(value).encode("utf-8", "replace").decode()
            shown = text if len(text) <= 40 else text[:40] + "…"
            if not isinstance(value, str):
                return shown
            return {"en": f"the text {shown!r}", "zh": f"文本 {shown!r}"}[language]
