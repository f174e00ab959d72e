"""Loads every kind of definition that is no process."""

from collections.abc import Callable, Mapping

from engine.compiler.loading.calendars import load_calendar
from engine.compiler.loading.decisions import load_decision
from engine.compiler.loading.forms import load_form
from engine.compiler.loading.loaded import Loaded
from engine.compiler.loading.message_texts import load_texts
from engine.compiler.loading.schemas import load_schema
from engine.compiler.sources import Source

LOADERS: Mapping[str, Callable[[Source], Loaded]] = {
    "decision": load_decision,
    "form": load_form,
    "schema": load_schema,
    "texts": load_texts,
    "calendar": load_calendar,
}

__all__ = ["LOADERS", "Loaded"]
