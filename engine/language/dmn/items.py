"""Item definitions of a .dmn file (DMN 1.5, 7.3.2)."""

from engine.decisions.boxes import Place
from engine.decisions.models import ItemSource
from engine.language.xml_reader import Element


def item_of(element: Element, path: str) -> ItemSource:
    """The item definition; its components are item definitions themselves."""
    function = element.one("functionItem")
    signature = None
    if function is not None:
        parameters = tuple(p.get("typeRef") for p in function.all("parameters"))
        signature = (parameters, function.get("outputTypeRef"))
    components = tuple(
        item_of(part, f"{path}.itemComponent[{part.get('name')}]") for part in element.all("itemComponent")
    )
    base = element.one("typeRef")
    return ItemSource(
        element.get("name"),
        (base.text.strip() if base is not None else "") or element.get("typeRef"),
        components,
        element.get("isCollection").strip() in ("true", "1"),
        _tests(element, "allowedValues"),
        _tests(element, "typeConstraint"),
        signature,
        Place(path, element.line, element.column),
    )


def _tests(element: Element, tag: str) -> str:
    found = element.one(tag)
    text = found.one("text") if found is not None else None
    return text.text.strip() if text is not None else ""
