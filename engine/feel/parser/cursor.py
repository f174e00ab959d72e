"""Where the parser stands in the tokens, which names it knows, and how it complains."""

from collections.abc import Callable, Collection, Iterable

from engine.feel.errors import FeelSyntaxError, syntax_error
from engine.feel.names import KEYWORDS, MAX_NAME_PARTS, KnownNames, join_name
from engine.feel.syntax import Node
from engine.feel.tokens import Token, tokenise

MAX_TEXT = 100_000
MAX_NESTING = 60  # brackets in brackets; the parser needs five Python frames a level

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
COMPARISON = 3  # the strength of = and its like; what binds stronger is arithmetic

_NAME_SYMBOLS = frozenset({".", "/", "-", "'", "+", "*"})
_CURES = {
    "&": "write and",
    "|": "write or",
    "!": "write not(…), or != for unequal",
    "'": 'texts stand in double quotes: "…"',
    "%": "write modulo(dividend, divisor)",
    ";": "arguments are separated by commas",
    "==": "write = for equality",
}


class Cursor:
    """Reads tokens one by one. ``binary`` parses operators above a strength: brackets call it."""

    def __init__(self, text: str, names: Iterable[str], binary: Callable[["Cursor", int], Node]) -> None:
        if len(text) > MAX_TEXT:
            raise FeelSyntaxError(
                f"an expression has at most {MAX_TEXT} characters", 1, 1, "move it to a decision"
            )
        self.text = text
        self.tokens = tokenise(text)
        self.index = 0
        self.names = KnownNames(names)
        self.interval_end = False  # a "[" may close an interval: [1..5[
        self._binary = binary
        self._nesting = 0

    @property
    def token(self) -> Token:
        """The token in front of us."""
        return self.tokens[self.index]

    @property
    def following(self) -> Token:
        """The token after that."""
        return self.tokens[min(self.index + 1, len(self.tokens) - 1)]

    @property
    def start(self) -> int:
        """The offset where the next token starts."""
        return self.token.start

    @property
    def end(self) -> int:
        """The offset where the last token ended."""
        return self.tokens[self.index - 1].end if self.index else 0

    def expression(self) -> Node:
        """A whole expression, one level of brackets deeper."""
        return self._nested(0, interval_end=False)

    def operand(self, *, interval_end: bool = False) -> Node:
        """An expression without comparisons: the end of an interval or of a test."""
        return self._nested(COMPARISON, interval_end=interval_end)

    def _nested(self, strength: int, *, interval_end: bool) -> Node:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise self.error("nested too deeply", f"use at most {MAX_NESTING} levels")
        saved, self.interval_end = self.interval_end, interval_end
        node = self._binary(self, strength)
        self.interval_end = saved
        self._nesting -= 1
        return node

    def at(self, *symbols: str) -> bool:
        """Whether one of these symbols or keywords is next."""
        return self.token.text in symbols and self.token.kind in ("symbol", "name")

    def advance(self) -> Token:
        """Take the next token, whatever it is."""
        token = self.token
        self.index += 1
        return token

    def accept(self, symbol: str) -> bool:
        """Take this symbol if it is next."""
        if self.at(symbol):
            self.index += 1
            return True
        return False

    def expect(self, symbol: str, where: str) -> Token:
        """Take this symbol. Raises FeelSyntaxError when something else is next."""
        if not self.at(symbol):
            raise self.error(f"{symbol!r} is missing {where}, found {self._found()}")
        return self.advance()

    def name(self) -> str:
        """A name in use: the longest known one, else one token."""
        known = self.names.match(self.tokens, self.index)
        if known and not self._is_keyword(known[0]):
            self.index += known[1]
            return known[0]
        if self.token.kind != "name" or (self.token.text in KEYWORDS and not self._is_the_instance()):
            raise self.error(f"a name is missing, found {self._found()}")
        return self.advance().text

    def new_name(self, stops: Collection[str], where: str) -> str:
        """A name being introduced: all tokens up to one of the stops. It is known from here on."""
        first = self.index
        while self._may_be_in_name() and not self.at(*stops):
            self.index += 1
        if first == self.index or self.tokens[first].kind != "name":
            raise self.error(f"a name is missing {where}, found {self._found()}")
        if self.index - first > MAX_NAME_PARTS:
            raise self.error(f"a name has at most {MAX_NAME_PARTS} words and signs", "choose a shorter one")
        name = join_name(self.tokens[first : self.index])
        self.names.add([name])
        return name

    def looks_like_named_argument(self) -> bool:
        """Whether a name and a colon follow."""
        start = self.index
        while self._may_be_in_name():
            self.index += 1
        found = self.index > start and self.at(":")
        self.index = start
        return found

    def error(self, message: str, cure: str = "") -> FeelSyntaxError:
        """The error at the next token."""
        return syntax_error(self.text, self.start, message, cure or self._cure())

    def unexpected(self) -> FeelSyntaxError:
        """The error that something follows what should have been the end."""
        return self.error(f"unexpected {self._found()}")

    def _may_be_in_name(self) -> bool:
        token = self.token
        return token.kind in ("name", "number") or (token.kind == "symbol" and token.text in _NAME_SYMBOLS)

    def _is_the_instance(self) -> bool:
        """``instance.key`` of a multi-instance is a path; only ``instance of`` is an operator."""
        return self.at("instance") and self.following.text == "."

    @staticmethod
    def _is_keyword(name: str) -> bool:
        return name in KEYWORDS

    def _found(self) -> str:
        return repr(self.token.text) if self.token.kind != "end" else "the end"

    def _cure(self) -> str:
        if self.at("=") and self.index and self.tokens[self.index - 1].text == "=":
            return _CURES["=="]
        return _CURES.get(self.token.text, "")
