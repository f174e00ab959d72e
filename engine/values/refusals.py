"""A refusal: the answer to somebody whose wish cannot be fulfilled. Not an error."""

from dataclasses import dataclass, field

from engine.values.value import Value


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer to somebody whose wish cannot be fulfilled. Codes and their sentences in English and
    Chinese stand in ``application/texts``; ``details`` fill them. ``texts`` are the author's own words."""

    code: str
    details: dict[str, Value] = field(default_factory=dict, hash=False)
    texts: dict[str, str] | None = field(default=None, hash=False)
