"""An empty list is an answer only to those who asked for something that exists."""

import asyncio
from collections.abc import Iterable

from application.ports.vocabulary import Kind, Vocabulary
from application.refusals import UnknownNameError
from application.use_cases.who import near
from engine.values import Refusal


async def require_known(vocabulary: Vocabulary, asked: Iterable[tuple[Kind, str | None]]) -> None:
    """Raises UnknownNameError for the first of the names that nothing has; None stands for no name."""
    for kind, name in asked:
        if name is None:
            continue
        known = await asyncio.to_thread(vocabulary.known, kind)
        if known and name not in known:
            raise UnknownNameError(
                Refusal(
                    "filter_unknown",
                    {"kind": kind, "name": name, "near": [*near(name, known)], "known": [*known]},
                )
            )
