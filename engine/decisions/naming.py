"""All names of a model: FEEL needs to know those with spaces or operators in them before it reads a text."""

from collections.abc import Iterator
from typing import assert_never

from engine.decisions.boxes import (
    Box,
    ConditionalBox,
    ContextBox,
    Entry,
    FilterBox,
    ForBox,
    FunctionBox,
    InvocationBox,
    ListBox,
    LiteralBox,
    QuantifiedBox,
    RelationBox,
    TableBox,
)
from engine.decisions.models import DecisionSource, ItemSource, KnowledgeSource, ModelSource


def names_of(model: ModelSource) -> Iterator[str]:
    """Names of elements, types, components, parameters, entries, columns and variables."""
    for item in model.items:
        yield from _item(item)
    for element in model.elements:
        yield element.name
        match element:
            case DecisionSource(logic=logic) if logic is not None:
                yield from names_in(logic)
            case KnowledgeSource(function=function) if function is not None:
                yield from names_in(function)
            case _:
                pass


def _item(item: ItemSource) -> Iterator[str]:
    yield item.name
    for component in item.components:
        yield from _item(component)


def names_in(box: Box) -> Iterator[str]:
    """Names that a box declares, and those inside."""
    yield from _declared(box)
    for inner in inside(box):
        yield from names_in(inner)


def _declared(box: Box) -> Iterator[str]:
    match box:
        case TableBox(table=table):
            yield from (output.name for output in table.outputs)
        case ContextBox(entries=entries) | InvocationBox(arguments=entries):
            yield from (entry.name for entry in entries)
        case RelationBox(columns=named) | FunctionBox(parameters=named):
            yield from (name for name, _ in named)
        case ForBox(variable=variable) | QuantifiedBox(variable=variable):
            yield variable
        case _:
            pass


def inside(box: Box) -> Iterator[Box]:  # noqa: PLR0912 - one case a kind
    """The boxes that stand in a box."""
    match box:
        case LiteralBox() | TableBox():
            pass
        case ContextBox(entries=entries, result=result):
            yield from _boxes(entries)
            if result is not None:
                yield result
        case ListBox(items=items):
            yield from items
        case RelationBox(rows=rows):
            yield from (cell for row in rows for cell in row)
        case FunctionBox(body=body):
            if body is not None:
                yield body
        case InvocationBox(function=function, arguments=arguments):
            yield function
            yield from _boxes(arguments)
        case ConditionalBox():
            yield from (box.condition, box.then, box.otherwise)
        case FilterBox():
            yield from (box.collection, box.match)
        case ForBox():
            yield from (box.collection, box.body)
        case QuantifiedBox():
            yield from (box.collection, box.condition)
        case _:
            assert_never(box)


def _boxes(entries: tuple[Entry, ...]) -> Iterator[Box]:
    return (entry.box for entry in entries if entry.box is not None)
