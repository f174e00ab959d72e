"""XML is read without looking at anything outside the text, and every refusal has its place."""

import pytest

from engine.language.xml_reader import MAX_DEPTH, Element, read_xml
from engine.values import Finding

BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<a>&lol2;</a>"""
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
PARAMETER = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]><a/>'


def root(text: str) -> Element:
    found = read_xml(text.encode())
    assert isinstance(found, Element)
    return found


def refusal(data: bytes) -> Finding:
    found = read_xml(data, "a.xml")
    assert isinstance(found, Finding)
    return found


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, PARAMETER, "<!DOCTYPE a><a/>"])
def test_document_type_and_all_its_entities_are_refused(text: str) -> None:
    assert refusal(text.encode()).code == "xml-doctype"


def test_refusal_names_line_and_column() -> None:
    found = refusal(b"<a>\n  <b>\n</a>")

    assert (found.code, found.file, found.line) == ("xml-syntax", "a.xml", 3)
    assert found.cure


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml-syntax"),
        (b"not xml", "xml-syntax"),
        (b"<a>&nbsp;</a>", "xml-syntax"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "xml-encoding"),
        (b"<a>\xff\xfe</a>", "xml-syntax"),
        (b"<a>" * (MAX_DEPTH + 1), "too-deep"),
    ],
)
def test_what_cannot_be_read_is_a_finding(data: bytes, code: str) -> None:
    assert refusal(data).code == code


def test_elements_and_texts_know_their_place() -> None:
    found = root("<a>\n  <b>\n    x &lt; <![CDATA[<5>]]>\n  </b>\n</a>")

    (inner,) = found.children
    assert (inner.tag, inner.line, inner.column) == ("b", 2, 3)
    assert (inner.text.strip(), inner.text_line) == ("x < <5>", 2)


def test_namespaces_are_kept_apart_and_prefixes_do_not_matter() -> None:
    found = root('<d:a xmlns:d="urn:d" xmlns:v="urn:v" v:x="1" x="2"><d:b/><v:b/></d:a>')

    assert (found.namespace, found.get("x"), found.get("{urn:v}x")) == ("urn:d", "2", "1")
    assert [child.namespace for child in found.all("b")] == ["urn:d"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings_that_xml_knows_are_read(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'.encode(encoding)

    found = read_xml(data)

    assert isinstance(found, Element)
    assert found.text == "é"
