"""The executable process: what the compiler makes and the interpreter runs. Immutable throughout."""

from engine.model.deadlines import Deadline, Rung
from engine.model.elements import (
    Branch,
    Compensate,
    Decision,
    Element,
    End,
    Event,
    Goto,
    Join,
    Milestone,
    MultiInstance,
    Script,
    ServiceCall,
    Split,
    SubProcess,
    UserTask,
    Wait,
)
from engine.model.formulas import Assignment, Constant, Formula, Text
from engine.model.handlers import CompensationService, Handler, Trigger
from engine.model.process import Flow, Message, Place, Process, VariableDeclaration
from engine.model.schemas import Problem, Schema
from engine.model.services import RetryPolicy, ServiceSignature

__all__ = [
    "Assignment",
    "Branch",
    "Compensate",
    "CompensationService",
    "Constant",
    "Deadline",
    "Decision",
    "Element",
    "End",
    "Event",
    "Flow",
    "Formula",
    "Goto",
    "Handler",
    "Join",
    "Message",
    "Milestone",
    "MultiInstance",
    "Place",
    "Problem",
    "Process",
    "RetryPolicy",
    "Rung",
    "Schema",
    "Script",
    "ServiceCall",
    "ServiceSignature",
    "Split",
    "SubProcess",
    "Text",
    "Trigger",
    "UserTask",
    "VariableDeclaration",
    "Wait",
]
