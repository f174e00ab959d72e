"""Loads every kind of definition that is no process; decisions all at once, since they use each other."""

from collections.abc import Callable, Mapping

from engine.compiler.loading.calendars import load_calendar
from engine.compiler.loading.decision_tests import load_tests
from engine.compiler.loading.decisions import load_decisions
from engine.compiler.loading.forms import load_form
from engine.compiler.loading.groups import load_groups
from engine.compiler.loading.loaded import Loaded
from engine.compiler.loading.message_texts import load_texts
from engine.compiler.loading.schemas import load_schema
from engine.compiler.sources import Source

LOADERS: Mapping[str, Callable[[Source], Loaded]] = {
    "form": load_form,
    "schema": load_schema,
    "texts": load_texts,
    "calendar": load_calendar,
    "tests": load_tests,
    "groups": load_groups,
}

__all__ = ["LOADERS", "Loaded", "load_decisions"]
