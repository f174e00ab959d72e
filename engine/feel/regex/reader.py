"""Pattern text → parts: the regular expressions of XPath 3.1 (F&O 5.6), as FEEL's matches() wants them."""

from engine.feel.regex import charset
from engine.feel.regex.charset import CharSet
from engine.feel.regex.pattern import (
    BackReference,
    Choice,
    Group,
    LineEnd,
    LineStart,
    One,
    Part,
    RegexError,
    Repeat,
    Sequence,
)

MAX_NESTING = 50
MAX_COUNT = 1000
MAX_LENGTH = 10_000


class Reader:
    """Reads one pattern. Flags: ``s`` dot matches all, ``m`` lines, ``i`` any case, ``x`` ignores blanks,
    ``q`` no special characters."""

    def __init__(self, pattern: str, flags: str) -> None:
        if not set(flags) <= set("smixq"):
            raise RegexError(f"unknown flags {flags!r}")
        if len(pattern) > MAX_LENGTH:
            raise RegexError(f"a pattern has at most {MAX_LENGTH} characters")
        self._flags = flags
        self._text = _without_blanks(pattern) if "x" in flags and "q" not in flags else pattern
        self._at = 0
        self._nesting = 0
        self._closed: set[int] = set()
        self.groups = 0

    def read(self) -> Part:
        """The whole pattern. Raises RegexError."""
        if "q" in self._flags:
            return Sequence(tuple(self._one(charset.single(c)) for c in self._text))
        part = self._choice()
        if self._at < len(self._text):
            raise RegexError(f"unexpected {self._text[self._at]!r}")
        return part

    def _peek(self) -> str:
        return self._text[self._at] if self._at < len(self._text) else ""

    def _take(self) -> str:
        character = self._peek()
        if not character:
            raise RegexError("the pattern ends too early")
        self._at += 1
        return character

    def _accept(self, text: str) -> bool:
        if self._text.startswith(text, self._at):
            self._at += len(text)
            return True
        return False

    def _one(self, members: CharSet) -> One:
        return One(charset.any_case(members) if "i" in self._flags else members)

    def _choice(self) -> Part:
        branches = [self._branch()]
        while self._accept("|"):
            branches.append(self._branch())
        return Choice(tuple(branches)) if len(branches) > 1 else branches[0]

    def _branch(self) -> Part:
        pieces: list[Part] = []
        while self._peek() not in ("", "|", ")"):
            pieces.append(self._piece())
        return Sequence(tuple(pieces))

    def _piece(self) -> Part:
        atom = self._atom()
        counts = self._counts()
        if counts is None:
            return atom
        return Repeat(atom, *counts, greedy=not self._accept("?"))

    def _counts(self) -> tuple[int, int | None] | None:
        if self._accept("*"):
            return 0, None
        if self._accept("+"):
            return 1, None
        if self._accept("?"):
            return 0, 1
        if not self._accept("{"):
            return None
        inner, closed, _ = self._text[self._at :].partition("}")
        if not closed:
            raise RegexError("'{' is not closed")
        self._at += len(inner) + 1
        return _counted(inner)

    def _atom(self) -> Part:  # noqa: PLR0911 - one line a character
        character = self._take()
        match character:
            case "(":
                return self._group()
            case "[":
                return self._one_of_class()
            case ".":
                return One(charset.anything if "s" in self._flags else charset.not_line_end)
            case "^":
                return LineStart("m" in self._flags)
            case "$":
                return LineEnd("m" in self._flags)
            case "\\":
                return self._escape()
            case "*" | "+" | "?" | "{" | "}" | "]":
                raise RegexError(f"{character!r} has nothing to repeat or close")
            case _:
                return self._one(charset.single(character))

    def _group(self) -> Part:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise RegexError("too many groups in groups")
        number = None
        if not self._accept("?:"):
            self.groups += 1
            number = self.groups
        inner = self._choice()
        if not self._accept(")"):
            raise RegexError("'(' is not closed")
        self._nesting -= 1
        if number is not None:
            self._closed.add(number)
        return Group(inner, number)

    def _escape(self) -> Part:
        if self._peek().isdigit():
            return self._back_reference()
        return self._one(self._escaped_set())

    def _back_reference(self) -> Part:
        number = int(self._take())
        while self._peek().isdigit() and number * 10 + int(self._peek()) in self._closed:
            number = number * 10 + int(self._take())
        if number not in self._closed:
            raise RegexError(f"there is no group {number} to refer to")
        return BackReference(number, "i" in self._flags)

    def _escaped_set(self) -> CharSet:
        character = self._take()
        if character in charset.MULTI:
            return charset.MULTI[character]
        if character in charset.SIMPLE:
            return charset.single(charset.SIMPLE[character])
        if character in "pP" and self._accept("{"):
            name, closed, _ = self._text[self._at :].partition("}")
            members = charset.in_category(name) if closed else None
            if members is None:
                raise RegexError(f"unknown category {name!r}")
            self._at += len(name) + 1
            return charset.negated(members) if character == "P" else members
        raise RegexError(f"unknown escape \\{character}")

    def _one_of_class(self) -> Part:
        return One(self._class())

    def _class(self) -> CharSet:
        """The rest of ``[…]``. Case counts for the members, not for what is left after ``^`` and ``-``."""
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise RegexError("too many classes in classes")
        negative = self._accept("^")
        members: list[CharSet] = []
        subtracted: CharSet | None = None
        while not self._accept("]"):
            if members and self._accept("-["):
                subtracted = self._class()
                if not self._accept("]"):
                    raise RegexError("']' is missing after a subtraction")
                break
            members.append(self._member())
        if not members:
            raise RegexError("an empty class matches nothing")
        self._nesting -= 1
        inner = charset.union(members)
        inner = charset.any_case(inner) if "i" in self._flags else inner
        inner = charset.negated(inner) if negative else inner
        return charset.difference(inner, subtracted) if subtracted else inner

    def _member(self) -> CharSet:
        first = self._take()
        if first == "[":
            raise RegexError("'[' in a class is written \\[")
        if first == "\\":
            if self._peek() not in charset.SIMPLE:
                return self._escaped_set()
            first = charset.SIMPLE[self._take()]
        if self._peek() == "-" and self._text[self._at + 1 : self._at + 2] not in ("", "]", "["):
            self._take()
            last = self._take()
            if last == "\\":
                last = charset.SIMPLE.get(self._take(), "")
            if last < first:
                raise RegexError(f"the range {first}-{last} is upside down")
            return charset.span(first, last)
        return charset.single(first)


def _counted(text: str) -> tuple[int, int | None]:
    """``{2}``, ``{2,}`` or ``{2,5}``."""
    least, comma, most = text.partition(",")
    if not least.isdecimal() or (most and not most.isdecimal()):
        raise RegexError(f"{{{text}}} is no count")
    low = int(least)
    high = int(most) if most else (None if comma else low)
    if low > MAX_COUNT or (high is not None and (high > MAX_COUNT or high < low)):
        raise RegexError(f"{{{text}}} is out of order or over {MAX_COUNT}")
    return low, high


def _without_blanks(pattern: str) -> str:
    """Flag ``x``: blanks outside of classes do not count."""
    kept: list[str] = []
    depth, escaped = 0, False
    for character in pattern:
        if depth == 0 and character in " \t\n\r":
            continue
        kept.append(character)
        if not escaped and character in "[]":
            depth = max(0, depth + (1 if character == "[" else -1))
        escaped = character == "\\" and not escaped
    return "".join(kept)
