"""Character classes of XML Schema regular expressions: predicates over one character."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeAlias

CharSet: TypeAlias = Callable[[str], bool]

_NAME_START = re.compile(
    "[:A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
)
_NAME_MORE = re.compile("[-.0-9\u00b7\u0300-\u036f\u203f-\u2040]")
_CATEGORIES = frozenset(
    {
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No",
        "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp",
        "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
    }
)  # fmt: skip
_BLOCKS: dict[str, tuple[int, int]] = {
    "BasicLatin": (0x0, 0x7F),
    "Latin-1Supplement": (0x80, 0xFF),
    "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F),
    "IPAExtensions": (0x250, 0x2AF),
    "SpacingModifierLetters": (0x2B0, 0x2FF),
    "CombiningDiacriticalMarks": (0x300, 0x36F),
    "Greek": (0x370, 0x3FF),
    "GreekandCoptic": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF),
    "Armenian": (0x530, 0x58F),
    "Hebrew": (0x590, 0x5FF),
    "Arabic": (0x600, 0x6FF),
    "Devanagari": (0x900, 0x97F),
    "Thai": (0xE00, 0xE7F),
    "HangulJamo": (0x1100, 0x11FF),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF),
    "GreekExtended": (0x1F00, 0x1FFF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "SuperscriptsandSubscripts": (0x2070, 0x209F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "LetterlikeSymbols": (0x2100, 0x214F),
    "NumberForms": (0x2150, 0x218F),
    "Arrows": (0x2190, 0x21FF),
    "MathematicalOperators": (0x2200, 0x22FF),
    "BoxDrawing": (0x2500, 0x257F),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "Bopomofo": (0x3100, 0x312F),
    "CJKUnifiedIdeographsExtensionA": (0x3400, 0x4DBF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7AF),
    "PrivateUse": (0xE000, 0xF8FF),
    "CJKCompatibilityIdeographs": (0xF900, 0xFAFF),
    "HalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
}


def single(character: str) -> CharSet:
    """Just this character."""
    return lambda c: c == character


def span(first: str, last: str) -> CharSet:
    """All characters from first to last."""
    return lambda c: first <= c <= last


def negated(inner: CharSet) -> CharSet:
    """All others."""
    return lambda c: not inner(c)


def union(parts: Iterable[CharSet]) -> CharSet:
    """What is in any of the parts."""
    members = tuple(parts)
    return lambda c: any(member(c) for member in members)


def difference(left: CharSet, right: CharSet) -> CharSet:
    """``[a-z-[aeiou]]``"""
    return lambda c: left(c) and not right(c)


def any_case(inner: CharSet) -> CharSet:
    """A set that also holds the case variants of its members (flag ``i``)."""
    return lambda c: any(inner(variant) for variant in case_variants(c))


def case_variants(character: str) -> tuple[str, ...]:
    """The character and all others that differ from it in case only, such as K, k and the Kelvin sign."""
    variants = [character]
    for _ in range(2):
        variants += [form for c in variants for form in (c.lower(), c.upper()) if len(form) == 1]
    return tuple(dict.fromkeys(variants))


def in_category(name: str) -> CharSet | None:
    """``\\p{Lu}`` or ``\\p{IsBasicLatin}``; None for an unknown name."""
    if name.startswith("Is") and name[2:] in _BLOCKS:
        first, last = _BLOCKS[name[2:]]
        return lambda c: first <= ord(c) <= last
    if name in _CATEGORIES:
        return lambda c: unicodedata.category(c).startswith(name)
    return None


def _is_space(character: str) -> bool:
    return character in " \t\n\r"


def _is_digit(character: str) -> bool:
    return unicodedata.category(character) == "Nd"


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] not in "PZC"


def _is_initial(character: str) -> bool:
    return _NAME_START.match(character) is not None


def _is_name(character: str) -> bool:
    return _is_initial(character) or _NAME_MORE.match(character) is not None


_CLASSES: dict[str, CharSet] = {
    "s": _is_space,
    "d": _is_digit,
    "w": _is_word,
    "i": _is_initial,
    "c": _is_name,
}
MULTI: dict[str, CharSet] = _CLASSES | {name.upper(): negated(inner) for name, inner in _CLASSES.items()}
SIMPLE = {"n": "\n", "r": "\r", "t": "\t"} | {c: c for c in "\\|.?*+(){}[]^$-"}


def not_line_end(character: str) -> bool:
    """``.`` without flag ``s``."""
    return character not in "\n\r"


def anything(_character: str) -> bool:
    """``.`` with flag ``s``."""
    return True
