"""YAML's own complaints in plain words, with the usual cure: quotes."""

import re

import yaml

from engine.values import Finding

_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TABBED = re.compile(r" *\t")
QUOTE_CURE = "put the whole value in quotes: text with any of [ ] { } , # : or a leading @ ` % & * needs them"
_TAB_CURE = "indent with spaces, not with tabs"

_PLAIN_WORDS = {
    "mapping values are not allowed in this context": "a second ': ' in one value",
    "found character that cannot start any token": "a value cannot start with this character",
    "did not find expected node content": "a value is missing, or cannot start with this",
    "did not find expected ',' or ']'": "a [ is not closed, or what is in it needs quotes",
    "did not find expected ',' or '}'": "a { is not closed, or what is in it needs quotes",
    "did not find expected key": "this line does not fit into the mapping around it",
    "did not find expected '-' indicator": "this line does not fit into the list around it",
    "found unexpected end of stream": "a quote is not closed",
    "found invalid Unicode character escape code": "a \\u escape stands for no character",
    "could not find expected ':'": "a ':' is missing behind a key, or the indentation is wrong",
    "a tab": "a tab is used for indentation",
    "found a tab character that violates indentation": "a tab is used for indentation",
}
_OWN_CURES = {
    "did not find expected key": "check the indentation; " + QUOTE_CURE,
    "did not find expected '-' indicator": "check the indentation of this line",
    "found unexpected end of stream": "close the quote that starts here",
    "found invalid Unicode character escape code": "write the character itself",
    "could not find expected ':'": "write 'key: value', or indent the line under the value it continues",
    "found a tab character that violates indentation": _TAB_CURE,
    "a tab": _TAB_CURE,
}


def syntax_finding(error: yaml.YAMLError, file: str, text: str) -> Finding:
    """The finding for what PyYAML could not read of a text."""
    if isinstance(error, yaml.MarkedYAMLError):
        return _marked(error, file, text)
    if isinstance(error, yaml.reader.ReaderError):
        return _control_character(text, file)
    return Finding("yaml-syntax", str(error), QUOTE_CURE, file, 1, 1)


def _control_character(text: str, file: str) -> Finding:
    """YAML 1.2.2, 5.1: the characters that a text may hold."""
    found = _NOT_PRINTABLE.search(text)
    start = found.start() if found else 0
    before = text[:start]
    message = f"a control character (U+{ord(text[start]):04X}) stands in the text"
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    return Finding("yaml-syntax", message, "remove it", file, line, column)


def _marked(error: yaml.MarkedYAMLError, file: str, text: str) -> Finding:
    problem = error.problem or "this is not YAML"
    opened = problem == "found unexpected end of stream"
    mark = (opened and error.context_mark) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if _TABBED.match((text.splitlines() or [""])[min(line, len(text.splitlines()) or 1) - 1]):
        problem = "a tab"
    message = f"cannot read this as YAML: {_PLAIN_WORDS.get(problem, problem)}"
    return Finding("yaml-syntax", message, _OWN_CURES.get(problem, QUOTE_CURE), file, line, column)
