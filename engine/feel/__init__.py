"""FEEL, the expression language of DMN 1.5, in pure Python: exact, bounded, without clock or I/O."""

from engine.feel.bundle import Bundle
from engine.feel.checking import Problem
from engine.feel.code.scopes import Code
from engine.feel.comparison import kind_of
from engine.feel.errors import FeelError, FeelSyntaxError
from engine.feel.expression import Expression, UnaryTests, compile_expression, compile_unary_tests
from engine.feel.functions import Function, HostFunction
from engine.feel.library import BUILT_INS
from engine.feel.names import nearest
from engine.feel.ranges import Range
from engine.feel.references import Reference
from engine.feel.run import Frame
from engine.feel.types import FeelType

BUILT_IN_NAMES = frozenset(BUILT_INS)

__all__ = [
    "BUILT_IN_NAMES",
    "Bundle",
    "Code",
    "Expression",
    "FeelError",
    "FeelSyntaxError",
    "FeelType",
    "Frame",
    "Function",
    "HostFunction",
    "Problem",
    "Range",
    "Reference",
    "UnaryTests",
    "compile_expression",
    "compile_unary_tests",
    "kind_of",
    "nearest",
]
