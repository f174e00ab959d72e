"""What a process may refer to: everything else that was loaded, and the services."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.calendars import Calendar
from engine.compiler.library import Template
from engine.decisions import Decision
from engine.model import Process, Schema, ServiceSignature


@dataclass(frozen=True, slots=True)
class Known:
    """The surroundings of a process definition. ``groups`` is None when they are not known. ``proven``:
    orders run by it, so that nothing is proved any more."""

    services: Mapping[str, ServiceSignature] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    forms: Mapping[str, Schema] = field(default_factory=dict)
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    templates: Mapping[str, Template] = field(default_factory=dict)
    processes: Mapping[str, Mapping[int, Process]] = field(default_factory=dict)  # sound ones, by version
    sources: Mapping[tuple[str, str], object] = field(default_factory=dict)  # what files say, by (kind, name)
    groups: frozenset[str] | None = None
    proven: bool = False
    broken: frozenset[tuple[str, str]] = frozenset()  # (kind, name) of files that have findings themselves

    def names(self, kind: str) -> list[str]:
        """All names of a kind, those of broken files too: one finding for one mistake."""
        found: Mapping[str, object] = getattr(self, f"{kind}s")
        return [*found, *(name for broken_kind, name in self.broken if broken_kind == kind)]
