"""Texts for people, in both languages."""

from engine.language.authoring.texts import TwoLanguages
from engine.model import Text


def text(raw: str | TwoLanguages) -> Text:
    """A text of two languages; one text stands for both."""
    return Text(raw, raw) if isinstance(raw, str) else Text(raw.en, raw.zh)


def label(raw: str | TwoLanguages | None, identity: str) -> Text:
    """The name of something, or its id in words."""
    if raw is not None:
        return text(raw)
    words = identity.replace("_", " ")
    return Text(words, words)
