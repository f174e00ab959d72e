"""Fields that kinds of elements share."""

from engine.language.authoring.base import Authored, Id
from engine.language.authoring.handlers import Handler
from engine.language.authoring.markers import Compensation, MultiInstance, Output
from engine.language.authoring.texts import Condition, Text


class Named(Authored):
    """An element with an id."""

    id: Id
    name: Text | None = None
    stage: str | None = None


class Guarded(Named):
    """An element that takes time: it may be skipped, and handlers may stand on it."""

    skip_when: Condition | None = None
    on_event: list[Handler] = []
    settles: list[Id] = []


class Activity(Guarded):
    """An element that does something: it may run many times, give output, and be compensated."""

    multi_instance: MultiInstance | None = None
    output: Output | None = None
    compensation: Compensation | None = None
