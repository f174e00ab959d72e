"""The shapes that variables, inputs and messages are declared to have."""

from engine.compiler.draft import Draft
from engine.compiler.shapes import ANY, Shape
from engine.language.authoring.activities import Variable
from engine.language.places import Path


def declared_shape(draft: Draft, variable: Variable) -> Shape:
    """The shape that a variable is declared to have."""
    return named_shape(draft, variable.schema_, (*variable.place, "schema"))


def named_shape(draft: Draft, name: str | None, path: Path) -> Shape:
    """The shape of a schema by its name; ``any`` and None are any shape."""
    if name is None or name == "any":
        return ANY
    if name in draft.known.schemas:
        document = draft.known.schemas[name].document
        return Shape(document, document)
    if name not in draft.known.names("schema"):
        draft.report.unknown("schema", name, [*draft.known.names("schema"), "any"], path)
    return ANY
