"""Type names: ``number``, ``list<date and time>``, ``context<a: string>``, ``function<number> -> string``."""

from engine.feel.parser.cursor import Cursor
from engine.feel.syntax import TypeName

BUILT_IN_TYPES = (
    "years and months duration",
    "days and time duration",
    "date and time",
)


def parse_type(cursor: Cursor) -> TypeName:
    """The type at the cursor. Raises FeelSyntaxError when there is none."""
    name = cursor.name() if not cursor.at("function") else cursor.advance().text
    while cursor.accept("."):
        name += "." + cursor.name()
    if name == "function":
        return _function_type(cursor)
    if not cursor.at("<"):
        return TypeName(name)
    if name in ("list", "range"):
        return TypeName(name, (_argument(cursor),))
    if name == "context":
        return _context_type(cursor)
    return TypeName(name)


def _argument(cursor: Cursor) -> TypeName:
    cursor.expect("<", "before the element type")
    element = parse_type(cursor)
    _close(cursor)
    return element


def _context_type(cursor: Cursor) -> TypeName:
    cursor.expect("<", "before the entry types")
    names: list[str] = []
    types: list[TypeName] = []
    while not cursor.at(">", ">="):
        names.append(cursor.new_name({":"}, "for the entry"))
        cursor.expect(":", "after the entry's name")
        types.append(parse_type(cursor))
        if not cursor.accept(","):
            break
    _close(cursor)
    return TypeName("context", tuple(types), tuple(names))


def _function_type(cursor: Cursor) -> TypeName:
    if not cursor.accept("<"):
        return TypeName("function")
    parameters: list[TypeName] = []
    while not cursor.at(">"):
        parameters.append(parse_type(cursor))
        if not cursor.accept(","):
            break
    _close(cursor)
    cursor.expect("->", "before the result type")
    return TypeName("function", tuple(parameters), result=parse_type(cursor))


def _close(cursor: Cursor) -> None:
    cursor.expect(">", "after the type")
