"""What is wrong with a text that was meant to be JSON: whoever sends JSON should not be told of YAML."""

import json

from engine.values import Finding

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


def json_finding(text: str, file: str) -> Finding | None:
    """The finding for a text that begins as JSON does and is not JSON, at its place; None for all others."""
    if file.endswith(_YAML_NAMES) or not text.lstrip().startswith(("{", "[")):
        return None
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        problem, cure = _in_words(error.msg)
        message = f"cannot read this as JSON: {problem}"
        return Finding("json-syntax", message, cure, file, error.lineno, error.colno)
    except (ValueError, RecursionError):  # numbers of thousands of digits, brackets without end
        return None
    return None


def _in_words(complaint: str) -> tuple[str, str]:
    found = (words for begin, words in _WORDS.items() if complaint.startswith(begin))
    return next(found, (complaint, _QUOTES))
