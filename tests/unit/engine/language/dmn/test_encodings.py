"""A .dmn file may be in any encoding that it declares; what cannot be read says so."""

import pytest

from engine.compiler import Library, compile_definitions
from tests.support.decision_models import decision, dmn, errors, literal


def model(encoding: str) -> str:
    """A model with a word that is not ASCII."""
    return f'<?xml version="1.0" encoding="{encoding}"?>' + dmn(decision("d", literal('"Stück"'))).decode()


def library_of(data: bytes) -> Library:
    return compile_definitions({"decisions/model.dmn": data}, {})


@pytest.mark.parametrize(
    ("declared", "mark", "encoding"),
    [
        ("UTF-8", b"", "utf-8"),
        ("UTF-8", b"\xef\xbb\xbf", "utf-8"),
        ("UTF-16", b"\xff\xfe", "utf-16-le"),
        ("UTF-16", b"\xfe\xff", "utf-16-be"),
        ("ISO-8859-1", b"", "iso-8859-1"),
        ("windows-1252", b"", "cp1252"),
    ],
)
def test_dmn_file_is_read_in_the_encoding_that_it_declares(declared: str, mark: bytes, encoding: str) -> None:
    library = library_of(mark + model(declared).encode(encoding))

    assert errors(library) == []
    assert library.decisions["d"].evaluate({}).value == "Stück"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (model("UTF-8").encode("iso-8859-1"), "xml-syntax"),
        (model("UTF-16").encode("utf-8"), "xml-syntax"),
        (model("klingon").encode(), "xml-encoding"),
        (model("GB18030").encode("gb18030"), "xml-encoding"),
    ],
)
def test_dmn_file_in_another_encoding_than_it_declares_is_refused(data: bytes, code: str) -> None:
    (finding,) = errors(library_of(data))

    assert finding.code == code
    assert finding.line
    assert finding.cure
