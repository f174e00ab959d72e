"""Bytes → text, or what they are instead: people hand in what a spreadsheet or an old editor has saved."""

import codecs

from engine.values import Finding

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PROBE = 4_000
_BINARY = {
    b"PK\x03\x04": "a spreadsheet or an archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or document",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "compressed",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


def as_text(data: bytes, file: str) -> str | Finding:
    """The text of UTF-8 bytes, without a byte order mark; otherwise the finding that says what to do."""
    kind = next((kind for magic, kind in _BINARY.items() if data.startswith(magic)), None)
    if kind is not None:
        return Finding("not-text", f"this file is {kind}, not text", "export it as UTF-8 text", file, 1, 1)
    if data.startswith(_UTF_16) or _alternates(data[:_PROBE]):
        return Finding("not-utf8", "this file is UTF-16 text, not UTF-8", "save it as UTF-8", file, 1, 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, file)


def _alternates(data: bytes) -> bool:
    """Whether every second byte is zero, as in UTF-16 text of Latin letters without its mark."""
    return len(data) >= 4 and (not any(data[::2]) or not any(data[1::2]))


def _not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> Finding:
    before = data[: error.start]
    line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    message = "this file is not UTF-8 text"
    if _decodes(data, "gb18030"):
        message += "; it may be GBK (GB 18030)"
    return Finding("not-utf8", message, "save it as UTF-8", file, line, column)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        return "\x00" not in data.decode(encoding)
    except UnicodeDecodeError:
        return False
