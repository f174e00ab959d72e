"""Types as a checker sees them: sets of kinds, what two types have in common, what fits where."""

from engine.feel.types import ANY, NULL, FeelType

NUMBER, STRING, BOOLEAN = FeelType("number"), FeelType("string"), FeelType("boolean")
DATE, TIME, MOMENT = FeelType("date"), FeelType("time"), FeelType("date and time")
DURATION, MONTHS = FeelType("days and time duration"), FeelType("years and months duration")
CONTEXT, RANGE, FUNCTION, LIST = (FeelType(name) for name in ("context", "range", "function", "list"))

ORDERED = frozenset(
    {
        "number", "string", "date", "time", "date and time",
        "days and time duration", "years and months duration",
    }
)  # fmt: skip
TYPE_NAMES = ("Any", "Null", "boolean", "list", "context", "range", "function", *sorted(ORDERED))
_OPEN = frozenset({"Any", "Null"})
_DATES = frozenset({"date", "date and time"})


def list_of(element: FeelType) -> FeelType:
    """A list of such elements."""
    return LIST if element.name == "Any" else FeelType("list", (element,))


def element_of(found: FeelType) -> FeelType:
    """What a list holds; what is no list is a list of itself."""
    if found.name != "list":
        return found
    return found.arguments[0] if found.arguments else ANY


def may_be(found: FeelType, kinds: frozenset[str]) -> bool:
    """Whether a value of the type can be of one of the kinds, as far as is known."""
    return found.name in _OPEN or found.name in kinds


def join(left: FeelType, right: FeelType) -> FeelType:
    """The narrowest type that surely holds the values of both."""
    if left is right or right.name == "Null":
        return left
    if left.name == "Null":
        return right
    if left.name != right.name:
        return ANY
    if left.name == "list":
        return list_of(join(element_of(left), element_of(right)))
    return FeelType(left.name)  # contexts are not looked through: they may share parts without end


def join_all(types: list[FeelType]) -> FeelType:
    """The join of all; null for none."""
    joined = NULL
    for found in types:
        joined = join(joined, found)
    return joined


def comparable(left: FeelType, right: FeelType) -> bool:
    """Whether values of the two can be of one kind."""
    return left.name in _OPEN or right.name in _OPEN or left.name == right.name


def fits(found: FeelType, wanted: FeelType) -> bool:
    """Whether a value of the type can be what is wanted, with the conversions of DMN 1.5, 10.3.2.9.4."""
    if found.name in _OPEN or wanted.name == "Any":
        return True
    if found.name == wanted.name:
        return found.name != "list" or fits(element_of(found), element_of(wanted))
    if found.name == "list" or wanted.name == "list":
        return fits(element_of(found), element_of(wanted))
    return found.name in _DATES and wanted.name in _DATES


def shown(found: FeelType) -> str:
    """The type in words, for a message."""
    if found.name == "list" and found.arguments:
        return f"list of {shown(found.arguments[0])}"
    return found.name
