"""Process definitions for tests, written as authors write them."""

import re
from functools import cache
from textwrap import dedent

from engine.calendars import Calendar
from engine.compiler import Library, compile_definitions
from engine.model import Process, ServiceSignature

HEAD = "lang: 1\nprocess: sample\nversion: 1\nname: Sample\n"
SHOP = b"""
lang: 1
calendar: shop
name: Shop
zone: UTC
covered: {first: 2026-01-01, last: 2026-12-31}
week:
  monday: ["09:00-17:00"]
  tuesday: ["09:00-17:00"]
  wednesday: ["09:00-17:00"]
  thursday: ["09:00-17:00"]
  friday: ["09:00-17:00"]
"""


_ANYTHING = {"type": "object", "additionalProperties": True}


def _service(name: str, *errors: str, queue: str | None = None) -> ServiceSignature:
    return ServiceSignature(name, _ANYTHING, _ANYTHING, frozenset(errors), queue)


_NEEDY = {"type": "object", "properties": {"sku": {"type": "string"}}, "required": ["sku"]}
SERVICES = {
    service.name: service
    for service in (
        _service("stock.reserve", "OUT_OF_STOCK", "BLOCKED"),
        _service("stock.release"),
        _service("mail.send"),
        _service("erp.book", "BLOCKED", queue="erp"),
        _service("erp.cancel", queue="erp"),
        ServiceSignature("stock.find", _NEEDY, _ANYTHING),
    )
}


_TASK = re.compile(r"TASK\((\w+)((?:, \w+)*)\)")
_SET = re.compile(r"SET\((\w+), (.*?)\)(?=[\],}]|$)", re.MULTILINE)


def written_out(text: str) -> str:
    """``TASK(pick)``, ``TASK(pick, done, short)`` and ``SET(note, {n: 1})`` are short for a user task of the
    clerks with one or several outcomes, and for a script task."""
    return _SET.sub(r"{id: \1, type: scriptTask, set: \2}", _TASK.sub(_task, text))


def _task(match: re.Match[str]) -> str:
    outcomes = match[2].removeprefix(", ") or "done"
    return f"{{id: {match[1]}, type: userTask, candidateGroups: [clerks], outcomes: [{outcomes}]}}"


@cache
def compiled(text: str, **files: bytes) -> Library:
    """Everything that a text and other definition files (``form_note`` for ``form_note.yaml``) give."""
    more = {f"{name}.yaml": data for name, data in files.items()}
    source = HEAD + written_out(dedent(text))
    return compile_definitions({"sample.yaml": source.encode(), "shop.yaml": SHOP, **more}, SERVICES)


def a_process(text: str, **files: bytes) -> Process:
    """The process of a text that starts behind the head. Fails with the findings of a bad one."""
    library = compiled(text, **files)
    assert not library.errors, "\n".join(f"{f.line}: {f.code}: {f.message}" for f in library.errors)
    return library.processes["sample", 1]


def the_calendar() -> Calendar:
    """The shop: Monday to Friday from nine to five, UTC, in 2026."""
    return compile_definitions({"shop.yaml": SHOP}, {}).calendars["shop"]
