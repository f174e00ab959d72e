"""Compiles exclusive, inclusive and parallel gateways into one split with a join."""

from collections.abc import Iterator
from typing import Literal

from engine.compiler import flows
from engine.compiler.draft import Draft, FlowPlace
from engine.compiler.seat import Seat
from engine.compiler.texts import label, text
from engine.language.authoring import gateways as authoring
from engine.language.places import Path
from engine.model import Branch, Join, Split


def choice(
    draft: Draft, authored: authoring.ExclusiveGateway | authoring.InclusiveGateway, seat: Seat
) -> Split:
    """exclusiveGateway and inclusiveGateway."""
    kind: Literal["exclusive", "inclusive"] = (
        "exclusive" if isinstance(authored, authoring.ExclusiveGateway) else "inclusive"
    )
    return Split(
        id=authored.id,
        name=label(authored.name, authored.id),
        stage=authored.stage,
        choice=kind,
        branches=(*_conditional(draft, authored, seat), *_default(draft, authored, seat)),
    )


def _conditional(draft: Draft, authored: authoring.Choice, seat: Seat) -> Iterator[Branch]:
    for index, raw in enumerate(authored.branches):
        when = draft.formulas.condition(raw.when, seat.scope, (*raw.place, "when"))
        key = flows.compile_flow(draft, raw.flow, _hung(authored.id, index), seat.scope, (*raw.place, "flow"))
        yield Branch(key, when, None if raw.name is None else text(raw.name))


def _default(draft: Draft, authored: authoring.Choice, seat: Seat) -> Iterator[Branch]:
    """``default: none`` promises that a branch holds; if none does, that is an incident."""
    if authored.default == "none":
        return
    if authored.default is None:
        message = f"`{authored.id}` does not say what happens when no branch holds"
        cure = "add `default: []` to go on, a flow, or `default: none` when one always holds"
        draft.report.error("missing-branch", message, cure, authored.place)
        return
    path = (*authored.place, "default")
    hung = _hung(authored.id, len(authored.branches))
    yield Branch(flows.compile_flow(draft, authored.default, hung, seat.scope, path))


def parallel(draft: Draft, authored: authoring.ParallelGateway, seat: Seat) -> Split:
    """parallelGateway."""
    return Split(
        id=authored.id,
        name=label(authored.name, authored.id),
        stage=authored.stage,
        choice="parallel",
        branches=tuple(_parallel_branches(draft, authored, seat)),
        join=_join(draft, authored),
    )


def _parallel_branches(draft: Draft, authored: authoring.ParallelGateway, seat: Seat) -> Iterator[Branch]:
    for index, raw in enumerate(authored.branches):
        path: Path = (*authored.place, "branches", index)
        hung = _hung(authored.id, index)
        if isinstance(raw, authoring.NamedBranch):
            key = flows.compile_flow(draft, raw.flow, hung, seat.scope, (*path, "flow"))
            yield Branch(key, None, None if raw.name is None else text(raw.name))
        else:
            yield Branch(flows.compile_flow(draft, raw, hung, seat.scope, path))


def _hung(owner: str, index: int) -> FlowPlace:
    return FlowPlace(f"{owner}/{index}", "branch", owner)


def _join(draft: Draft, authored: authoring.ParallelGateway) -> Join:
    path, branches = authored.place, len(authored.branches)
    if authored.join == "all":
        if authored.wrote("rest"):
            message = "`rest` says what happens to late branches; this join waits for all of them"
            draft.report.error("rest-without-join", message, "leave `rest` out", (*path, "rest"))
        return Join(None, authored.rest)
    count = 1 if authored.join == "any" else authored.join
    if count > branches:
        message = f"the join waits for {count} branches, there are only {branches}"
        draft.report.error("join-unreachable", message, f"write at most {branches}", (*path, "join"))
    return Join(count, authored.rest)
