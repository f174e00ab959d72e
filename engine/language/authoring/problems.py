"""What pydantic refuses, as findings in plain words with a place and a cure."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from engine.feel import nearest
from engine.language.authoring.foreign_types import FOREIGN_TYPES
from engine.language.document import Document
from engine.language.places import Path
from engine.values import Finding

Classes = Mapping[int, type[BaseModel]]

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "dict_type": "a mapping (key: value)",
    "list_type": "a list",
    "model_type": "a mapping (key: value)",
}
_RETYPE_CURES = {
    "string_type": "put it in quotes",
    "int_type": "write digits without quotes",
    "bool_type": "write true or false, without quotes",
    "dict_type": "write `key: value` entries",
    "list_type": "write a list: [a, b]",
    "model_type": "write `key: value` entries",
}
_SHAPES = {
    "<text>": "text",
    "<mapping>": "a mapping (key: value)",
    "<list>": "a list",
    "<boolean>": "true or false",
    "<number>": "a number",
    "<null>": "nothing",
}


def findings_of(problems: list[ErrorDetails], document: Document, classes: Classes) -> list[Finding]:
    """One finding for each problem, in the order of the document."""
    findings = [_finding(problem, document, classes) for problem in problems]
    misspelt = set(_meant_fields(problems, document, classes))
    kept = [f for f, p in zip(findings, problems, strict=True) if _missing_field(p) not in misspelt]
    return sorted(set(kept), key=lambda finding: (finding.line, finding.column, finding.code))


def _meant_fields(problems: list[ErrorDetails], document: Document, classes: Classes) -> Iterator[Path]:
    """Missing fields that are there under a wrong name; one finding is enough for both."""
    for problem in problems:
        if problem["type"] == "extra_forbidden":
            path = path_of(problem)
            if meant := meant_field(path, document, classes):
                yield (*path[:-1], meant)


def meant_field(path: Path, document: Document, classes: Classes) -> str | None:
    """The field that was probably meant by one that is not known."""
    return nearest(str(path[-1]), _known_fields(document, classes, path[:-1]))


def _missing_field(problem: ErrorDetails) -> Path | None:
    return path_of(problem) if problem["type"] == "missing" else None


def path_of(problem: ErrorDetails) -> Path:
    """Pydantic's location without the tags of unions, which stand in angle brackets."""
    return tuple(part for part in problem["loc"] if not (isinstance(part, str) and part.startswith("<")))


def _finding(problem: ErrorDetails, document: Document, classes: Classes) -> Finding:
    path = path_of(problem)
    match problem["type"]:
        case "missing":
            message, cure = f"`{path[-1]}` is missing", f"add `{path[-1]}: …`"
            return document.at(Finding("missing-field", message, cure), path[:-1])
        case "extra_forbidden":
            return document.at(_unknown_field(path, document, classes), path, key=True)
        case "union_tag_not_found":
            return document.at(_no_type(problem["input"]), path)
        case "union_tag_invalid":
            return _wrong_tag(problem, document, path)
        case "string_pattern_mismatch" | "string_too_long":
            in_key = path[-1:] == ("[key]",)
            return document.at(_bad_name(problem), path[:-1] if in_key else path, key=in_key)
        case _:
            return document.at(_wrong_value(problem), path)


def _unknown_field(path: Path, document: Document, classes: Classes) -> Finding:
    known = _known_fields(document, classes, path[:-1])
    meant = nearest(str(path[-1]), known)
    cure = f"did you mean `{meant}`?" if meant else f"known here: {', '.join(sorted(known))}"
    return Finding("unknown-field", f"`{path[-1]}` is not known here", cure)


def _known_fields(document: Document, classes: Classes, path: Path) -> list[str]:
    value: Any = document.value
    for part in path:
        value = value[part]
    kind = classes.get(id(value))
    fields = kind.model_fields if kind else {}
    return [field.alias or name for name, field in fields.items()]


def _no_type(element: Any) -> Finding:
    fields = element if isinstance(element, dict) else {}
    identity = f" of `{fields['id']}`" if "id" in fields else ""
    written = nearest("type", [key for key in fields if isinstance(key, str)])
    cure = f"write `type` instead of `{written}`" if written else "add `type: serviceTask` or another"
    return Finding("missing-type", f"the `type`{identity} is missing", cure)


def _wrong_tag(problem: ErrorDetails, document: Document, path: Path) -> Finding:
    """Either an element of an unknown type, or a value of the wrong shape."""
    context = problem["ctx"]
    found, expected = context["tag"], [tag.strip("'") for tag in context["expected_tags"].split(", ")]
    if found in _SHAPES and (expected[0] in _SHAPES or not isinstance(problem["input"], dict)):
        wanted = " or ".join(_SHAPES.get(tag, "an element (a mapping with `type`)") for tag in expected[:4])
        wanted = wanted if expected[0] in _SHAPES else "an element (a mapping with `type`)"
        message = f"{wanted} is expected here, not {_SHAPES[found]}"
        return document.at(Finding("wrong-type", message, f"write {wanted}"), path)
    known = [tag.strip("<>") for tag in expected]
    if found.startswith("<form "):
        return document.at(_unknown_form(found[6:-1], [name for name in known if name != "value"]), path)
    name = found.strip("<>")
    meant = nearest(name, known)
    cure = f"did you mean `{meant}`?" if meant else f"known: {', '.join(known)}"
    finding = Finding("unknown-type", f"there is no element type `{name}`", FOREIGN_TYPES.get(name, cure))
    return document.at(finding, (*path, "type"))


def _unknown_form(found: str, known: list[str]) -> Finding:
    """A mapping in the logic of a decision that is none of its forms."""
    meant = nearest(found, known)
    cure = f"did you mean `{meant}`?" if meant else f"begin with one of {', '.join(known)}"
    return Finding("unknown-form", f"`{found}` begins no form of logic", cure)


def _bad_name(problem: ErrorDetails) -> Finding:
    if problem["type"] == "string_too_long":
        limit = problem["ctx"]["max_length"]
        return Finding("invalid-name", f"the name has more than {limit} characters", "shorten it")
    pattern = problem["ctx"]["pattern"]
    if pattern in _FORM_CURES:
        return Finding("wrong-value", f"`{problem['input']}` does not fit here", _FORM_CURES[pattern])
    return Finding("invalid-name", f"`{problem['input']}` cannot be a name here", _NAME_CURES[pattern])


_NAME_CURES = {
    "^[a-z][a-z0-9_]*$": "use lower-case letters, digits and _, a letter first: first_review",
    "^[A-Za-z_][A-Za-z0-9_]*$": "use letters, digits and _, a letter first",
    "^[a-z][a-z0-9-]*$": "use lower-case letters, digits and -, a letter first: retail-order",
}


_FORM_CURES = {
    r"^[0-9a-f]{64}$": "a digest has 64 hexadecimal digits",
    r"^\d{4}-\d{2}-\d{2}$": "write a day as year-month-day: 2026-10-01",
    r"^\d{2}:\d{2}-\d{2}:\d{2}$": 'write opening hours as "09:00-21:00"',
}


def _wrong_value(problem: ErrorDetails) -> Finding:
    kind = problem["type"]
    if kind in _EXPECTED:
        message = f"{_EXPECTED[kind]} is expected here, not {_in_words(problem['input'])}"
        return Finding("wrong-type", message, _RETYPE_CURES.get(kind, ""))
    if kind == "literal_error":
        return _not_a_choice(problem)
    if kind == "one_of":
        return Finding(
            "one-of", problem["msg"], problem.get("ctx", {}).get("cure", "write exactly one of them")
        )
    if kind in _LIMITS:
        what, cure = _LIMITS[kind]
        limits = {"found": _in_words(problem["input"]), **problem["ctx"]}
        return Finding("wrong-value", what.format_map(limits), cure.format_map(limits))
    return Finding("wrong-value", f"{_in_words(problem['input'])} does not fit here", "correct the value")


_LIMITS = {
    "greater_than": ("{found} is too small here", "write a number above {gt}"),
    "greater_than_equal": ("{found} is too small here", "write a number from {ge} on"),
    "less_than": ("{found} is too large here", "write a number below {lt}"),
    "less_than_equal": ("{found} is too large here", "write a number up to {le}"),
    "too_short": ("{found} with too few entries stands here", "write at least {min_length}"),
    "too_long": ("{found} with too many entries stands here", "write at most {max_length}"),
    "string_too_short": ("this text is too short", "write at least {min_length} characters"),
}


def _not_a_choice(problem: ErrorDetails) -> Finding:
    expected = problem["ctx"]["expected"]
    choices = [part.strip("' ") for part in expected.replace(" or ", ", ").split(",")]
    meant = nearest(str(problem["input"]), choices)
    cure = f"did you mean `{meant}`?" if meant else f"write {' or '.join(choices)}"
    return Finding("wrong-value", f"{_in_words(problem['input'])} is not possible here", cure)


def _in_words(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case str():
            return f"the text `{value[:60]}`"
        case _:
            return f"the number {value}"
