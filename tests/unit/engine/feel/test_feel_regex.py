"""Regular expressions as XPath has them, on our own machine."""

import pytest

from engine.feel import compile_expression


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "holds"),
    [
        ("abracadabra", "bra", "", True),
        ("abracadabra", "^a.*a$", "", True),
        ("abracadabra", "^bra", "", False),
        ("line1\nline2", "^line2$", "m", True),
        ("line1\nline2", "1.l", "", False),
        ("line1\nline2", "1.l", "s", True),
        ("ABC", "b", "i", True),
        ("a b", "a b", "x", False),
        ("a.b", "a.b", "q", True),
        ("axb", "a.b", "q", False),
        ("aba", r"(a)b\1", "", True),
        ("XYZ-123", r"^[A-Z]{3}-\d{3}$", "", True),
        ("x", "[a-z-[aeiou]]", "", True),
        ("e", "[a-z-[aeiou]]", "", False),
        ("é", r"\p{Ll}", "", True),
        ("é", r"\p{IsBasicLatin}", "", False),
        ("aaa", "a{2}", "", True),
        ("", "a{2,}", "", False),
        ("foo", "(foo|bar)?", "", True),
        ("a", "(", "", None),
        ("a", "a**", "", None),
        ("a", r"\2", "", None),
        ("a", "a", "z", None),
        ("a", "[z-a]", "", None),
        ("a", "a{3,1}", "", None),
    ],
)
def test_matches(text: str, pattern: str, flags: str, holds: bool | None) -> None:
    scope = {"text": text, "pattern": pattern, "flags": flags}

    assert compile_expression("matches(text, pattern, flags)").evaluate(scope) is holds


@pytest.mark.parametrize(
    ("text", "pattern", "replacement", "result"),
    [
        ("abracadabra", "a.*?a", "*", "*c*bra"),
        ("0123456789", r"(\d{3})(\d{3})(\d{4})", "($1) $2-$3", "(012) 345-6789"),
        ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "[1=ab][2=]cd"),
        ("price", "i", r"\$", "pr$ce"),
        ("ab", "a", "$12", "2b"),
        ("abc", "x*", "-", None),
        ("abc", "b", "$", None),
    ],
)
def test_replace(text: str, pattern: str, replacement: str, result: str | None) -> None:
    scope = {"text": text, "pattern": pattern, "replacement": replacement}

    assert compile_expression("replace(text, pattern, replacement)").evaluate(scope) == result


def test_split_by_pattern_keeps_empty_parts() -> None:
    assert compile_expression(r'split("a, b,,c", ",\s*")').evaluate({}) == ["a", "b", "", "c"]
