"""Every outcome of a user task has somewhere to go."""

import re

from engine.compiler.draft import Draft
from engine.compiler.report import did_you_mean
from engine.model import UserTask

_LITERAL = r'\.outcome\s*(?:=|!=|in)\s*\(?\s*((?:"[^"]*"\s*,?\s*)+)'


def check_outcomes(draft: Draft) -> None:
    """Findings for outcomes that stand twice, are read by nobody or do not exist; for skips without one."""
    for element in draft.elements.values():
        if isinstance(element, UserTask):
            _check_twice(draft, element)
            _check_read(draft, element)
            _check_literals(draft, element)


def _check_twice(draft: Draft, task: UserTask) -> None:
    authored = draft.outline.elements[task.id]
    outcomes = list(getattr(authored, "outcomes", ()))
    for index, name in enumerate(outcomes):
        if name in outcomes[:index]:
            message, cure = (
                f"`{task.id}` has the outcome `{name}` twice",
                "keep one of the two, or rename one",
            )
            draft.report.error("duplicate-outcome", message, cure, draft.path(task.id, "outcomes", index))


def _check_read(draft: Draft, task: UserTask) -> None:
    read = _is_read(draft, task)
    if len(task.outcomes) > 1 and not read:
        names = ", ".join(name for name, _ in task.outcomes)
        message = f"nobody reads the outcome of `{task.id}` ({names})"
        cure = _how_to_read(task)
        draft.report.error("unread-outcome", message, cure, draft.path(task.id, "outcomes"))
    if read and task.skip_when is not None and task.skip_outcome is None:
        message = f"`{task.id}` may be skipped, and its outcome is read"
        cure = "add `skipOutcome` with the outcome that skipping stands for"
        draft.report.error("missing-skip-outcome", message, cure, draft.path(task.id, "skipWhen"))


def _how_to_read(task: UserTask) -> str:
    if task.multi is not None:
        return f"read `{task.id}.instances.outcome`, or `collect` the outcomes, or leave one"
    return f'add a gateway with `when: {task.id}.outcome = "{task.outcomes[0][0]}"`, or leave one outcome'


def _is_read(draft: Draft, task: UserTask) -> bool:
    whole = {(task.id,), (task.id, "instances")}
    parts = {(task.id, "outcome"), (task.id, "instances", "outcome")}
    reads = draft.formulas.reads
    return any(path in whole or path[: len(part)] == part for path in reads for part in parts) or (
        _is_collected(task)
    )


def _is_collected(task: UserTask) -> bool:
    """The results of a multi-instance task are read through what it collects, or as ``result``."""
    collected = task.multi is not None and (
        task.multi.collect is not None or task.multi.complete_when is not None
    )
    return collected or bool(task.output)


def _check_literals(draft: Draft, task: UserTask) -> None:
    """Texts that the outcome is compared with."""
    names = [name for name, _ in task.outcomes]
    pattern = re.compile(rf"\b{task.id}{_LITERAL}")
    for text, path in draft.formulas.texts:
        for match in pattern.finditer(text):
            for literal in re.findall(r'"([^"]*)"', match[1]):
                if literal not in names:
                    message = f"`{task.id}` has no outcome `{literal}`"
                    draft.report.error(
                        "unknown-outcome", message, did_you_mean(literal, names, "outcome"), path
                    )
