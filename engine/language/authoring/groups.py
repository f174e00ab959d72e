"""Candidate groups as authors write them."""

from typing import Literal

from engine.language.authoring.base import Authored, FileName
from engine.language.authoring.texts import Text


class Groups(Authored):
    """The file ``definitions/groups.yaml``: the groups that processes may name."""

    lang: Literal[1]
    groups: dict[FileName, Text]
