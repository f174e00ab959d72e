"""What is wrong with a text that was meant to be JSON: whoever sends JSON should not be told of YAML."""

import json
import re

from engine.values import Finding

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)
_YAML_NAMES = (".yaml", ".yml")
_MISSING_COMMA = "a , or a closing bracket is missing here"
_BRACKETS = "look at the place in front of this one: a , or a bracket is missing, or one too many"
_QUOTES = "names and texts stand in double quotes, and behind the last entry stands no ,"
_ESCAPE = "write \\\\ for a backslash, \\n for a line break"

_WORDS = {  # as the standard library's decoder begins its complaint
    "Expecting ',' delimiter": (_MISSING_COMMA, _BRACKETS),
    "Expecting ':' delimiter": ("a : is missing behind a name", 'write "name": value'),
    "Expecting property name": ("a name is missing here", _QUOTES),
    "Expecting value": ("a value is missing, or cannot start with this", _QUOTES),
    "Illegal trailing comma": ("a , stands behind the last entry", "remove it"),
    "Unterminated string": ("a text has no closing quote", "close the quote that starts here"),
    "Invalid control character": ("a text holds a line break or a control character", _ESCAPE),
    "Invalid \\": ("a \\ in a text escapes nothing", _ESCAPE),
    "Extra data": ("more follows behind the end", "write one object or list, or one object a line"),
}


def json_finding(text: str, file: str, lines_before: int = 0) -> Finding | None:
    """The finding for a text that begins as JSON does and is not JSON, at its place; None for all others.

    ``lines_before``: lines of the file in front of this text.
    """
    if file.endswith(_YAML_NAMES) or not text.lstrip().startswith(("{", "[")):
        return None
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) and (found := _cut_off(text, file, lines_before)):
            return found
        problem, cure = _in_words(error.msg)
        message = f"cannot read this as JSON: {problem}"
        return Finding("json-syntax", message, cure, file, error.lineno, error.colno)
    except (ValueError, RecursionError):  # numbers of thousands of digits, brackets without end
        return None
    return None


def _cut_off(text: str, file: str, lines_before: int) -> Finding | None:
    """The finding for a text that ends inside a bracket: what was sent is not all of it."""
    opened: list[int] = []
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            opened.append(token.start())
        elif token[0] in "]}" and opened:
            opened.pop()
    if not opened:
        return None
    line = lines_before + _place(text, opened[-1])[0]
    what = text[opened[-1]]
    cure = f"the file was cut off: send it again, or close the {what} that opens in line {line}"
    message = "cannot read this as JSON: the text ends before it is complete"
    return Finding("json-syntax", message, cure, file, *_place(text, len(text.rstrip())))


def _place(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def _in_words(complaint: str) -> tuple[str, str]:
    found = (words for begin, words in _WORDS.items() if complaint.startswith(begin))
    return next(found, (complaint, _QUOTES))
