"""The library of built-in functions by name (DMN 1.5, 10.3.4)."""

from engine.feel.library import arithmetic, calendar, contexts, conversion, lists, ranges, statistics, text
from engine.feel.library.built_in import BuiltIn

BUILT_INS: dict[str, BuiltIn] = {
    function.name: function
    for module in (conversion, text, lists, statistics, arithmetic, calendar, ranges, contexts)
    for function in module.FUNCTIONS
}
