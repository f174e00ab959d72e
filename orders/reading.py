"""Plain data to an order, or to findings in plain words about everything that is wrong with it."""

from collections.abc import Iterator

from pydantic import ValidationError

from engine.values import encode
from orders.agreement import disagreements
from orders.document import MAX_DOCUMENT_BYTES
from orders.examples import meant_field
from orders.order import Order
from orders.split import split
from orders.telling import Misfit, Problem, problem_of, told
from orders.words import Language


def order_from(data: object, language: Language = "en") -> Order | tuple[Misfit, ...]:
    """Check plain data (from YAML, JSON, a form …) as an order: the order, or everything that is wrong, told
    in a language.

    Numbers must be int or Decimal.
    """
    try:
        order = Order.model_validate(data)
    except ValidationError as error:
        found = [problem_of(detail) for detail in error.errors(include_url=False)]
        return tuple(told(problem, language) for problem in (*_of_fields(found), *_of_the_whole(data)))
    size = len(encode(split(order).document.value()))
    if size <= MAX_DOCUMENT_BYTES:
        return order
    facts = {"size": f"{size:,}", "limit": f"{MAX_DOCUMENT_BYTES:,}"}
    return (told(Problem("too_many_bytes", ("lines",), facts), language),)


def _of_fields(problems: list[Problem]) -> Iterator[Problem]:
    """What is wrong with single fields; one that is there under a wrong name is not missing as well."""
    misspelt = {
        (*p.path[:-1], meant)
        for p in problems
        if p.kind == "extra_forbidden" and (meant := meant_field(p.path)) is not None
    }
    whole = {p.kind for p in problems if p.of_the_whole}
    yield from (
        p for p in problems if p.kind not in whole and not (p.kind == "missing" and p.path in misspelt)
    )


def _of_the_whole(data: object) -> Iterator[Problem]:
    """What does not agree. Pydantic asks this only when all fields are right, and stops at the first."""
    yield from (Problem(d.kind, d.path, dict(d.facts)) for d in disagreements(data))
