"""What an element computes: formulas, assignments and texts for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.feel import Expression
from engine.values import Value


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people in both languages."""

    en: str
    zh: str

    def of(self, language: str) -> str:
        """The text in a language: Chinese for ``zh…``, otherwise English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal in a place where an expression may stand."""

    value: Value

    @property
    def text(self) -> str:
        """The literal as source."""
        return repr(self.value)

    def evaluate(
        self,
        scope: Mapping[str, Value],  # noqa: ARG002 - same call as Expression.evaluate
        *,
        now: datetime | None = None,  # noqa: ARG002
        budget: int = 0,  # noqa: ARG002
    ) -> Value:
        """The literal."""
        return self.value

    def why_null(self, scope: Mapping[str, Value], *, now: datetime | None = None) -> str:  # noqa: ARG002
        """Why this is null: it was written so."""
        return "the definition says null here"


Formula = Expression | Constant


@dataclass(frozen=True, slots=True)
class Check:
    """What has to hold of data that somebody sends, and the sentence that they get when it does not."""

    when: Formula
    refuse: Text


@dataclass(frozen=True, slots=True)
class Assignment:
    """``path: =value`` or, with ``append``, ``path+: =value``. The first name of the path is a variable."""

    path: tuple[str, ...]
    value: Formula
    append: bool = False
