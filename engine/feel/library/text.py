"""String functions (DMN 1.5, 10.3.4.3). Positions count characters from 1, or backwards from -1."""

from typing import Any

from engine.feel.library import kinds
from engine.feel.library.built_in import BuiltIn, Parameter, built_in
from engine.feel.numbers import Number, to_int
from engine.feel.regex import RegexError, find_all, search
from engine.feel.regex import compile_regex as regex
from engine.feel.run import Run


def _substring(string: str, position: Number, length: Number | None) -> str | None:
    start = to_int(position)
    count = None if length is None else to_int(length)
    if not start or abs(start) > len(string) or (length is not None and (count is None or count < 1)):
        return None
    begin = start - 1 if start > 0 else len(string) + start
    return string[begin:] if count is None else string[begin : begin + count]


def _before(string: str, match: str) -> str:
    return string.partition(match)[0] if match and match in string else ""


def _after(string: str, match: str) -> str:
    if not match:
        return string
    return string.partition(match)[2] if match in string else ""


def _replace(run: Run, string: str, pattern: str, replacement: str, flags: str | None) -> str | None:
    try:
        compiled = regex(pattern, flags or "")
        template = compiled.template(replacement)
        matches = find_all(compiled, string, run.charge)
    except RegexError:
        return None
    parts, end = [], 0
    for match in matches:
        parts += [string[end : match.start], match.expand(template)]
        end = match.end
    run.charge_text(sum(map(len, parts)))
    return "".join(parts) + string[end:]


def _matches(run: Run, string: str, pattern: str, flags: str | None) -> bool | None:
    try:
        return search(regex(pattern, flags or ""), string, 0, run.charge) is not None
    except RegexError:
        return None


def _split(run: Run, string: str, delimiter: str) -> list[str] | None:
    try:
        matches = find_all(regex(delimiter, ""), string, run.charge)
    except RegexError:
        return None
    parts, end = [], 0
    for match in matches:
        parts.append(string[end : match.start])
        end = match.end
    return [*parts, string[end:]]


def _join(run: Run, items: list[Any], delimiter: str | None) -> str | None:
    if any(item is not None and type(item) is not str for item in items):
        return None
    texts = [item for item in items if item is not None]
    run.charge_text(sum(map(len, texts)) + len(texts) * len(delimiter or ""))
    return (delimiter or "").join(texts)


_STRING = Parameter("string", kinds.text)
_MATCH = Parameter("match", kinds.text)
_INPUT, _PATTERN = Parameter("input", kinds.text), Parameter("pattern", kinds.text)
_FLAGS = Parameter("flags", kinds.text, nullable=True)

FUNCTIONS: tuple[BuiltIn, ...] = (
    built_in(
        "substring",
        _substring,
        _STRING,
        Parameter("start position", kinds.number),
        Parameter("length", kinds.number, nullable=True),
    ),
    built_in("string length", len, _STRING),
    built_in("upper case", str.upper, _STRING),
    built_in("lower case", str.lower, _STRING),
    built_in("substring before", _before, _STRING, _MATCH),
    built_in("substring after", _after, _STRING, _MATCH),
    built_in(
        "replace", _replace, _INPUT, _PATTERN, Parameter("replacement", kinds.text), _FLAGS, uses_run=True
    ),
    built_in("contains", lambda string, match: match in string, _STRING, _MATCH),
    built_in("starts with", str.startswith, _STRING, _MATCH),
    built_in("ends with", str.endswith, _STRING, _MATCH),
    built_in("matches", _matches, _INPUT, _PATTERN, _FLAGS, uses_run=True),
    built_in("split", _split, _STRING, Parameter("delimiter", kinds.text), uses_run=True),
    built_in(
        "string join",
        _join,
        Parameter("list", kinds.a_list),
        Parameter("delimiter", kinds.text, nullable=True),
        uses_run=True,
    ),
)
