"""Decision tables by DMN 1.5, chapter 8: all hit policies, with a trace that says why."""

from engine.decisions.compiling import compile_table
from engine.decisions.deciding import Outcome
from engine.decisions.errors import DecisionError
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
    "DecisionError",
    "DecisionTable",
    "HitPolicy",
    "InputSource",
    "Outcome",
    "OutputSource",
    "RuleSource",
    "TableSource",
    "compile_table",
]
