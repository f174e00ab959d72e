"""Decisions by DMN 1.5: tables with all hit policies, boxed expressions, requirement graphs; with a trace
that says why."""

from engine.decisions.compiling import compile_table
from engine.decisions.deciding import Outcome
from engine.decisions.decision import Decision
from engine.decisions.errors import DecisionError
from engine.decisions.linking import Linked, link
from engine.decisions.models import ModelSource
from engine.decisions.source import (
    HIT_POLICIES,
    HitPolicy,
    InputSource,
    OutputSource,
    RuleSource,
    TableSource,
)
from engine.decisions.table import DecisionTable

__all__ = [
    "HIT_POLICIES",
    "Decision",
    "DecisionError",
    "DecisionTable",
    "HitPolicy",
    "InputSource",
    "Linked",
    "ModelSource",
    "Outcome",
    "OutputSource",
    "RuleSource",
    "TableSource",
    "compile_table",
    "link",
]
