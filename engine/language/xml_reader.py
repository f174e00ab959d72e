"""XML text → elements that know their place. Nothing outside the text is looked at, nothing is expanded.

A document type is refused: with it go entities, and all that they can be made to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from engine.values import Finding

MAX_BYTES = 10_000_000
MAX_DEPTH = 200
MAX_ELEMENTS = 500_000
_CURE = "export the model again, or correct the text at this place"


@dataclass(slots=True, eq=False)
class Element:
    """An element. Attributes without their namespace's prefix are its own; others are ``{namespace}name``.

    ``text`` is the text before the first child, with line and column of its first character.
    """

    namespace: str
    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list["Element"] = field(default_factory=list)
    text: str = ""
    text_line: int = 0
    text_column: int = 0

    def all(self, *tags: str) -> Iterator["Element"]:
        """The direct children with one of the tags, in this element's namespace."""
        return (e for e in self.children if e.tag in tags and e.namespace == self.namespace)

    def one(self, *tags: str) -> "Element | None":
        """The first of them."""
        return next(self.all(*tags), None)

    def get(self, name: str) -> str:
        """An attribute; empty when it is not there."""
        return self.attributes.get(name, "")

    def anywhere(self) -> Iterator["Element"]:
        """This element and all below it."""
        waiting = [self]
        while waiting:
            found = waiting.pop()
            yield found
            waiting += reversed(found.children)


class _RefusedError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_xml(data: bytes, file: str = "") -> Element | Finding:
    """The root of a document, or why it cannot be read, with line and column."""
    if len(data) > MAX_BYTES:
        return Finding("too-large", f"the file has more than {MAX_BYTES} bytes", "split it", file)
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"this is not XML: {expat.errors.messages.get(error.code, str(error))}"
        return Finding("xml-syntax", message, _CURE).at(file, error.lineno, error.offset + 1)
    except (LookupError, ValueError) as error:
        message = f"the encoding cannot be read: {error}"
        return Finding("xml-encoding", message, "save the file as UTF-8").at(file, 1, 1)
    except _RefusedError as refused:
        place = reader.parser
        return refused.finding.at(file, place.CurrentLineNumber, place.CurrentColumnNumber + 1)
    assert reader.root is not None
    return reader.root


class _Reader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = False
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._count = 0

    def _doctype(self, *_parts: object) -> None:
        message = "a document type (<!DOCTYPE) is not read"
        raise _RefusedError(Finding("xml-doctype", message, "remove it, and the entities that it declares"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MAX_DEPTH:
            raise _RefusedError(Finding("too-deep", f"elements nest more than {MAX_DEPTH} deep", "simplify"))
        if self._count > MAX_ELEMENTS:
            raise _RefusedError(Finding("too-large", f"more than {MAX_ELEMENTS} elements", "split the file"))
        namespace, _, tag = name.rpartition(" ")
        own = {_attribute(key): value for key, value in attributes.items()}
        parser = self.parser
        element = Element(namespace, tag, own, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._texts.append([])

    def _end(self, _name: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def _text(self, text: str) -> None:
        element, found = self._open[-1], self._texts[-1]
        if element.children:
            return
        if not found:
            element.text_line = self.parser.CurrentLineNumber
            element.text_column = self.parser.CurrentColumnNumber + 1
        found.append(text)


def _attribute(name: str) -> str:
    namespace, _, tag = name.rpartition(" ")
    return f"{{{namespace}}}{tag}" if namespace else tag
