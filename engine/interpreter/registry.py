"""The one table of behaviours. A new kind of element is a module and a line here."""

from engine.interpreter.behaviour import Registry
from engine.interpreter.elements.call_activity import CallActivityRun
from engine.interpreter.elements.compensate import CompensateRun, CompensationRun
from engine.interpreter.elements.decision import DecisionRun
from engine.interpreter.elements.end import EndRun
from engine.interpreter.elements.goto import GotoRun
from engine.interpreter.elements.milestone import MilestoneRun
from engine.interpreter.elements.multi import MultiRun, UndoRun
from engine.interpreter.elements.script import ScriptRun
from engine.interpreter.elements.send import SendRun
from engine.interpreter.elements.service_call import ServiceCallRun
from engine.interpreter.elements.split import SplitRun
from engine.interpreter.elements.sub_process import SubProcessRun
from engine.interpreter.elements.user_task import UserTaskRun
from engine.interpreter.elements.wait import WaitRun
from engine.interpreter.handlers import HandlerRun
from engine.interpreter.process_run import ProcessRun
from engine.model import (
    CallActivity,
    Compensate,
    Decision,
    End,
    Goto,
    Milestone,
    Script,
    Send,
    ServiceCall,
    Split,
    SubProcess,
    UserTask,
    Wait,
)

REGISTRY = Registry(
    kinds={
        "process": ProcessRun(),
        "multi": MultiRun(),
        "handler": HandlerRun(),
        "compensation": CompensationRun(),
        "undo": UndoRun(),
    },
    elements={
        ServiceCall: ServiceCallRun(),
        CallActivity: CallActivityRun(),
        Send: SendRun(),
        UserTask: UserTaskRun(),
        Decision: DecisionRun(),
        Script: ScriptRun(),
        Split: SplitRun(),
        Wait: WaitRun(),
        SubProcess: SubProcessRun(),
        Milestone: MilestoneRun(),
        End: EndRun(),
        Goto: GotoRun(),
        Compensate: CompensateRun(),
    },
)
