"""What expressions see of a scope's elements: the state and outcome of user tasks, and milestones."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.compiler.draft import Draft
from engine.compiler.scope import Scope, closed
from engine.compiler.shapes import ANY, Shape, shape_of
from engine.language.authoring.activities import SubProcess, UserTask
from engine.language.authoring.base import Authored
from engine.language.authoring.events import Milestone

_ANYTHING = ("state", "outcome", "by", "onBehalfOf", "opened", "claimed", "completed", "due", "entries")


def own_scope(draft: Draft, variables: Mapping[str, Shape], parts: list[Any], around: Scope) -> Scope:
    """The scope of a process, sub-process, handler or compensation with these parts.

    What stands in such a scope inside is not seen.
    """
    shown = list(_shown(draft, parts, frozenset()))
    tasks = {task.id: _around(draft, task) for task in shown if isinstance(task, UserTask)}
    milestones = frozenset(element.id for element in shown if isinstance(element, Milestone))
    return Scope({**variables, **tasks}, around, frozenset(variables), milestones=milestones)


def shape_of_task(draft: Draft, task: UserTask, **more: Shape) -> Shape:
    """What is seen of a user task; of one of many instances, in the instance itself."""
    form = draft.known.forms.get(task.form or "")
    data = shape_of(form.document) if form else ANY
    return closed(**dict.fromkeys((*_ANYTHING, "actors"), ANY), **more, data=data)


def _around(draft: Draft, task: UserTask) -> Shape:
    """What the elements around see of it; of many instances, each has an outcome of its own."""
    if task.multi_instance is None:
        return shape_of_task(draft, task)
    one = shape_of_task(draft, task, key=ANY, item=ANY)
    instances = Shape({"type": "array", "items": one.schema}, {})
    return closed(entries=ANY, actors=ANY, instances=instances)


def _shown(draft: Draft, value: Any, used: frozenset[str]) -> Iterator[UserTask | Milestone]:
    match value:
        case UserTask():
            yield value
        case Milestone():
            yield value
        case SubProcess():
            return
        case Authored():
            yield from _named_flow(draft, getattr(value, "flow", None), used)
            yield from _named_flow(draft, getattr(value, "default", None), used)
            for name, item in value.__dict__.items():
                if name not in ("compensation", "on_event"):  # scopes of their own
                    yield from _shown(draft, item, used)
        case list():
            for item in value:
                yield from _shown(draft, item, used)
                yield from _named_flow(draft, item, used)
        case dict():
            for item in value.values():
                yield from _shown(draft, item, used)


def _named_flow(draft: Draft, name: object, used: frozenset[str]) -> Iterator[UserTask | Milestone]:
    """What a flow shows that is written under ``flows``."""
    if isinstance(name, str) and name in draft.process.flows and name not in used:
        yield from _shown(draft, draft.process.flows[name], used | {name})
