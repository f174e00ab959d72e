"""Adopting what the journal says: the workflow's state follows committed segments, and nothing else."""

from collections.abc import Sequence
from typing import Any

from application.messages import Segment
from engine.interpreter import Command, State, read_stimulus, restore, step
from engine.model import Process


class DivergedError(Exception):
    """Interpreter here and interpreter in the segment came to different records: an engine bug. Loud."""


def adopt(process: Process, state: bytes, segments: Sequence[Segment]) -> tuple[State, list[Command]]:
    """The state behind the segments, and what they ask the shell to do. Raises DivergedError, changing
    nothing, when a hash does not fit."""
    copy = restore(state)
    commands: list[Command] = []
    for segment in segments:
        _check(segment.before, copy)
        for plain in segment.stimuli:
            commands += step(process, copy, read_stimulus(plain)).commands
        _check(segment.after, copy)
    return copy, commands


def _check(expected: str, state: State) -> None:
    if state.hash != expected:
        place = f"{state.number} after record {state.seq}"
        raise DivergedError(f"{place}: the journal has {expected}, the workflow {state.hash}")


def handled_ids(segments: Sequence[Segment]) -> set[str]:
    """The ids of all stimuli in the segments."""
    return {_id(plain) for segment in segments for plain in segment.stimuli}


def _id(plain: dict[str, Any]) -> str:
    id_: str = plain["id"]
    return id_
