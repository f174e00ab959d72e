"""Item definitions → FEEL types."""

from engine.feel import FeelType
from tests.contract.engine.dmn.xml_reading import Element, child, children, required

_NAMES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}


def item_types(root: Element) -> dict[str, FeelType]:
    """All types of a model, resolved in two rounds because they may refer to later ones."""
    definitions = {item.get("name", ""): item for item in children(root, "itemDefinition")}
    types: dict[str, FeelType] = {}
    for _ in range(3):
        for name, item in definitions.items():
            types[name] = _type(item, types)
    return types


def named(reference: str | None, types: dict[str, FeelType]) -> FeelType:
    """The type that a typeRef names."""
    name = (reference or "Any").rpartition(":")[2]
    return types.get(name) or types.get(name.rpartition(".")[2]) or FeelType(_NAMES.get(name, name))


def _type(item: Element, types: dict[str, FeelType]) -> FeelType:
    components = list(children(item, "itemComponent"))
    function = child(item, "functionItem")
    if function is not None:
        parameters = tuple(named(p.get("typeRef"), types) for p in children(function, "parameters"))
        base = FeelType("function", parameters, result=named(function.get("outputTypeRef"), types))
    elif components:
        entries = tuple(component.get("name", "") for component in components)
        base = FeelType("context", tuple(_type(component, types) for component in components), entries)
    else:
        reference = child(item, "typeRef")
        base = named(None if reference is None else reference.text, types)
    return FeelType("list", (base,)) if item.get("isCollection") == "true" else base


def output_type(element: Element, types: dict[str, FeelType]) -> FeelType:
    """The type of a decision's or input's variable."""
    return named(required(element, "variable").get("typeRef"), types)
