"""Message templates as authors write them."""

from typing import Literal

from engine.language.authoring.base import Authored, FileName
from engine.language.authoring.texts import TwoLanguages


class Template(Authored):
    """A message to a person, with ``{placeholders}``."""

    subject: TwoLanguages
    body: TwoLanguages


class MessageTexts(Authored):
    """A file of ``definitions/texts``: templates by name."""

    lang: Literal[1]
    texts: dict[FileName, Template]
