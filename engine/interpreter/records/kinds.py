"""Words that several records use."""

from typing import Literal

from engine.values import Value

Kind = Literal["process", "element", "multi", "handler", "compensation", "undo"]
Data = dict[str, Value]
