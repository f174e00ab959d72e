"""Calls: does the function take these arguments?"""

from collections.abc import Sequence

from engine.feel.checking.built_ins import ELEMENTS
from engine.feel.checking.kinds import element_of, fits, may_be, shown
from engine.feel.library import BUILT_INS
from engine.feel.library.built_in import BuiltIn, Signature
from engine.feel.library.kinds import ACCEPTED
from engine.feel.names import nearest
from engine.feel.types import FeelType

Trouble = tuple[str, str]  # message and cure


def built_in_trouble(name: str, arguments: Sequence[FeelType], names: tuple[str, ...]) -> Trouble | None:
    """Why no signature of a built-in function takes these arguments; None when one may."""
    function = BUILT_INS[name]
    if names and (trouble := _wrong_name(function, names)):
        return trouble
    takers = [s for s in function.signatures if _counts(s, len(arguments), names)]
    cure = f"write {' or '.join(dict.fromkeys(_spelled(function, s) for s in function.signatures))}"
    if not takers:
        return f"`{name}` does not take {len(arguments)} arguments", cure
    if any(_takes(signature, arguments, names) for signature in takers):
        return _elements_trouble(name, arguments)
    kinds = ", ".join(map(shown, arguments))
    return f"`{name}` does not take {kinds}", cure


def _wrong_name(function: BuiltIn, names: tuple[str, ...]) -> Trouble | None:
    known = dict.fromkeys(p.name for signature in function.signatures for p in signature.parameters)
    for name in names:
        if name not in known:
            near = nearest(name, known)
            cure = f"did you mean `{near}`?" if near else f"use {', '.join(known)}"
            return f"`{function.name}` has no parameter `{name}`", cure
    return None


def _counts(signature: Signature, count: int, names: tuple[str, ...]) -> bool:
    parameters = signature.parameters
    required = [p.name for p in parameters if not (p.optional or p.nullable)]
    if names:
        return set(names) <= {p.name for p in parameters} and set(required) <= set(names)
    return len(required) <= count and (signature.rest or count <= len(parameters))


def _takes(signature: Signature, arguments: Sequence[FeelType], names: tuple[str, ...]) -> bool:
    by_name = {parameter.name: parameter for parameter in signature.parameters}
    for index, found in enumerate(arguments):
        last = signature.rest and not names and index >= len(signature.parameters) - 1
        parameter = by_name[names[index]] if names else signature.parameters[-1 if last else index]
        accepted = ACCEPTED.get(parameter.convert)
        if not last and accepted and not _accepts(accepted, found):
            return False
    return True


def _accepts(accepted: frozenset[str], found: FeelType) -> bool:
    """A list is taken when the one value it may hold is."""
    return may_be(found, accepted) and may_be(element_of(found), accepted)


def _elements_trouble(name: str, arguments: Sequence[FeelType]) -> Trouble | None:
    wanted = ELEMENTS.get(name)
    for found in arguments:
        if wanted and not may_be(element_of(found), wanted):
            cure = f"it works on {' or '.join(sorted(wanted))}"
            return f"`{name}` cannot work on a {shown(element_of(found))}", cure
    return None


def _spelled(function: BuiltIn, signature: Signature) -> str:
    names = [p.name + ("?" if p.optional or p.nullable else "") for p in signature.parameters]
    return f"{function.name}({', '.join(names)}{' …' if signature.rest else ''})"


def function_trouble(function: FeelType, arguments: Sequence[FeelType], named: bool) -> Trouble | None:
    """Why a function written in FEEL does not take these arguments; None when it may."""
    if function.result is None:
        return None
    wanted = function.arguments
    if named:
        return None
    if len(arguments) != len(wanted):
        return f"the function takes {len(wanted)} arguments, not {len(arguments)}", "give one for each"
    for index, (found, parameter) in enumerate(zip(arguments, wanted, strict=True), 1):
        if not fits(found, parameter):
            return f"argument {index} is a {shown(found)}, not a {shown(parameter)}", "convert it"
    return None
