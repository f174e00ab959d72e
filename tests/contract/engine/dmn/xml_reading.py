"""Small reading of DMN XML without its namespaces, which differ from DMN 1.2 to 1.5."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

Element = ET.Element


def read(path: Path) -> Element:
    """The root of a file. Entities are refused: they are how XML is made to explode."""
    data = path.read_bytes()
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        raise ValueError(f"{path.name} declares entities")
    return ET.fromstring(data)  # noqa: S314 - no entities, see above


def tag(element: Element) -> str:
    """The tag without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, *tags: str) -> Iterator[Element]:
    """The direct children with one of the tags."""
    return (child for child in element if tag(child) in tags)


def child(element: Element, *tags: str) -> Element | None:
    """The first direct child with one of the tags."""
    return next(children(element, *tags), None)


def required(element: Element, *tags: str) -> Element:
    """The same; ValueError when there is none."""
    found = child(element, *tags)
    if found is None:
        raise ValueError(f"{tag(element)} has no {' or '.join(tags)}")
    return found


def text_of(element: Element | None) -> str:
    """The content of the ``text`` child."""
    found = None if element is None else child(element, "text")
    return "" if found is None else found.text or ""
