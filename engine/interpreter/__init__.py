"""The pure interpreter: ``step`` advances a process instance by one stimulus, ``apply`` by one record."""

from engine.interpreter.actors import SYSTEM, Actor
from engine.interpreter.appliers import apply
from engine.interpreter.calls import open_calls, open_children
from engine.interpreter.codec import (
    broken_link,
    chain,
    plain_stimulus,
    read_record,
    read_stimulus,
    record_body,
    restore,
    snapshot,
)
from engine.interpreter.commands import CallService, Command, CompleteProcess, StartChild, TellOrder
from engine.interpreter.records import Change, Record
from engine.interpreter.state import GENESIS, State
from engine.interpreter.step import Advance, refusal_of, step
from engine.interpreter.surroundings import Surroundings
from engine.values import Refusal

__all__ = [
    "GENESIS",
    "SYSTEM",
    "Actor",
    "Advance",
    "CallService",
    "Change",
    "Command",
    "CompleteProcess",
    "Record",
    "Refusal",
    "StartChild",
    "State",
    "Surroundings",
    "TellOrder",
    "apply",
    "broken_link",
    "chain",
    "open_calls",
    "open_children",
    "plain_stimulus",
    "read_record",
    "read_stimulus",
    "record_body",
    "refusal_of",
    "restore",
    "snapshot",
    "step",
]
