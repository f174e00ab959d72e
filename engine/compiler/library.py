"""Everything that was loaded, compiled and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.calendars import Calendar
from engine.decisions import Decision
from engine.model import Process, Schema, Text
from engine.values import Finding


@dataclass(frozen=True, slots=True)
class Template:
    """A message to a person: subject and body with ``{placeholders}``."""

    name: str
    subject: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Library:
    """The definitions of a set of files. ``findings`` has everything that is wrong with any of them; what has
    an error is not in the library, everything else is."""

    processes: Mapping[tuple[str, int], Process] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    forms: Mapping[str, Schema] = field(default_factory=dict)
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    templates: Mapping[str, Template] = field(default_factory=dict)
    files: Mapping[tuple[str, int], str] = field(default_factory=dict)
    calendar_files: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def newest(self, name: str) -> Process | None:
        """The highest version of a process."""
        versions = [version for found, version in self.processes if found == name]
        return self.processes[name, max(versions)] if versions else None

    def by_digest(self, digest: str) -> Process | None:
        """The process with this digest."""
        return next((p for p in self.processes.values() if p.digest == digest), None)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that refuse a file."""
        return tuple(finding for finding in self.findings if finding.severity == "error")
