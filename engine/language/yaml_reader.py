"""Reads YAML 1.2 (core schema) into values with places. JSON is YAML 1.2, so this reads JSON as well."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from engine.language.document import Document
from engine.language.encodings import as_text
from engine.language.json_errors import json_finding
from engine.language.yaml_composer import Composer, Limits, StopReadingError
from engine.language.yaml_errors import syntax_finding
from engine.language.yaml_parser import events_of
from engine.values import Finding

_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its documents in order, and everything that is wrong with it.

    Documents in front of a syntax error are kept, nothing behind it can be read.
    """

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]


def read_yaml(data: bytes, file: str, limits: Limits | None = None, lines_before: int = 0) -> Reading:
    """Read every document of a file. Never raises for what the bytes contain.

    ``lines_before``: lines of the file in front of these bytes, for sentences that name another line; the
    places of findings count from the first of these bytes.
    """
    limits = limits or Limits()
    if len(data) > limits.bytes:
        message = f"the file has {len(data):,} bytes, at most {limits.bytes:,} are read"
        return Reading((), (Finding("too-large", message, "split it into several files", file, 1, 1),))
    text = as_text(data, file)
    return Reading((), (text,)) if isinstance(text, Finding) else _read_text(text, file, limits, lines_before)


def _read_text(text: str, file: str, limits: Limits, lines_before: int) -> Reading:
    documents: list[Document] = []
    findings: list[Finding] = []
    try:
        for composer in _composers(_without_surrogates(text), file, limits, lines_before):
            documents.append(composer.document())
            findings += composer.findings
    except yaml.YAMLError as error:
        findings.append(json_finding(text, file, lines_before) or syntax_finding(error, file, text))
    except StopReadingError as stop:
        findings.append(stop.finding)
    return Reading(tuple(documents), tuple(findings))


def _composers(text: str, file: str, limits: Limits, lines_before: int) -> Iterator[Composer]:
    events = events_of(text)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            yield Composer(events, file, limits, lines_before)


def _without_surrogates(text: str) -> str:
    """JSON writes rare characters as two escapes, YAML as one."""
    if not text.lstrip().startswith(("{", "[")) or "\\u" not in text:
        return text
    return _SURROGATES.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[2], 16), int(match[3], 16)
    return f"{match[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"
