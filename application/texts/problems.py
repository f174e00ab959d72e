"""What does not fit a form or a message, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

_RULES: Mapping[str, Mapping[str, str]] = {
    "required": {"en": "{path} is missing", "zh": "缺少 {path}"},
    "type": {"en": "{path} must be of type {limit}", "zh": "{path} 的类型应为 {limit}"},
    "enum": {"en": "{path} must be one of {limit}", "zh": "{path} 只能是 {limit}"},
    "const": {"en": "{path} must be {limit}", "zh": "{path} 必须是 {limit}"},
    "minimum": {"en": "{path} must be at least {limit}", "zh": "{path} 不能小于 {limit}"},
    "exclusiveMinimum": {"en": "{path} must be more than {limit}", "zh": "{path} 必须大于 {limit}"},
    "maximum": {"en": "{path} must be at most {limit}", "zh": "{path} 不能大于 {limit}"},
    "exclusiveMaximum": {"en": "{path} must be less than {limit}", "zh": "{path} 必须小于 {limit}"},
    "minLength": {"en": "{path} must have {limit} characters or more", "zh": "{path} 至少 {limit} 个字"},
    "maxLength": {"en": "{path} must have {limit} characters or less", "zh": "{path} 最多 {limit} 个字"},
    "minItems": {"en": "{path} must have {limit} entries or more", "zh": "{path} 至少 {limit} 项"},
    "maxItems": {"en": "{path} must have {limit} entries or less", "zh": "{path} 最多 {limit} 项"},
    "format": {
        "en": "{path} must be a {limit}, such as 2026-06-20 (date) or 2026-06-20T09:00:00+08:00 (date-time)",
        "zh": "{path} 必须是 {limit} 格式，例如 2026-06-20（date）或 2026-06-20T09:00:00+08:00（date-time）",
    },
    "pattern": {"en": "{path} must match {limit}", "zh": "{path} 必须符合 {limit}"},
    "additionalProperties": {
        "en": "{path} has fields that are not known here: {limit}",
        "zh": "{path} 含有未知字段：{limit}",
    },
}
_OTHER = {"en": "{path} does not fit ({rule} {limit})", "zh": "{path} 不符合要求（{rule} {limit}）"}
_WHOLE = {"en": "the data", "zh": "数据"}


def problems_in_words(problems: Iterable[Mapping[str, Any]], language: str) -> str:
    """All problems in one text."""
    language = language if language in _OTHER else "en"
    return ("；" if language == "zh" else "; ").join(_words(problem, language) for problem in problems)


def _words(problem: Mapping[str, Any], language: str) -> str:
    rule = str(problem["rule"])
    template = _RULES.get(rule, _OTHER)[language]
    path = problem["path"] or _WHOLE[language]
    return template.format(path=path, rule=rule, limit=str(problem["limit"])[:200])
