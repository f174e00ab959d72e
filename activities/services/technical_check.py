"""Can it be made or bought as the customer wants it? Model, technical parameters, and a way to get it."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from activities.service import Call, service
from activities.services.shapes import MAX_LISTED, Answer, Part, Request
from application.ports import Limits, Ports, ProductRoute
from orders.fields import Number

Code: TypeAlias = Literal[
    "NO_ROUTE",
    "MODEL_UNKNOWN",
    "PARAMETER_UNKNOWN",
    "PARAMETER_MISSING",
    "PARAMETER_OUT_OF_RANGE",
    "UNIT_DIFFERS",
]


class Parameter(Part):
    """What the customer wants of a technical parameter."""

    value: Number
    unit: str


class LineToMake(Part):
    """The technical side of a line."""

    id: str
    sku: str
    model: str | None = None
    technical: dict[str, Parameter] | None = None


class TechnicalRequest(Request):
    """Lines of an order."""

    lines: list[LineToMake]


class TechnicalProblem(Answer):
    """One thing that engineering should look at."""

    code: Code
    line: str
    field: str | None = None
    found: str | None = None
    expected: str | None = None


class TechnicalCheck(Answer):
    """`problems` are the first 500 of `problem_count`; `impossible` counts lines that we cannot get."""

    clean: bool
    problem_count: int
    impossible: int
    problems: list[TechnicalProblem]


@service("order.check_technical")
def check(ports: Ports, _call: Call, request: TechnicalRequest) -> TechnicalCheck:
    """Compare what is wanted with what engineering knows. Finding problems is the result, not an error."""
    routes = ports.engineering.routes({line.sku for line in request.lines})
    problems = [found for line in request.lines for found in _problems(line, routes.get(line.sku))]
    impossible = sum(1 for problem in problems if problem.code == "NO_ROUTE")
    return TechnicalCheck(
        clean=not problems,
        problem_count=len(problems),
        impossible=impossible,
        problems=problems[:MAX_LISTED],
    )


def _problems(line: LineToMake, route: ProductRoute | None) -> Iterator[TechnicalProblem]:
    if route is None or (route.make is None and route.buy is None):
        yield TechnicalProblem(code="NO_ROUTE", line=line.id, found=line.sku)
        return
    if line.model is not None and route.models and line.model not in route.models:
        expected = ", ".join(route.models)
        yield TechnicalProblem(code="MODEL_UNKNOWN", line=line.id, found=line.model, expected=expected)
    wanted = line.technical or {}
    for name, limits in route.technical.items():
        yield from _parameter_problems(line.id, name, wanted.get(name), limits)
    for name in sorted(wanted.keys() - route.technical.keys()):
        yield TechnicalProblem(code="PARAMETER_UNKNOWN", line=line.id, field=name)


def _parameter_problems(
    line: str, name: str, wanted: Parameter | None, limits: Limits
) -> Iterator[TechnicalProblem]:
    expected = f"{limits.minimum} to {limits.maximum} {limits.unit}"
    if wanted is None:
        yield TechnicalProblem(code="PARAMETER_MISSING", line=line, field=name, expected=expected)
        return
    found = f"{wanted.value} {wanted.unit}"
    if wanted.unit != limits.unit:
        yield TechnicalProblem(code="UNIT_DIFFERS", line=line, field=name, found=found, expected=expected)
    elif not limits.minimum <= wanted.value <= limits.maximum:
        yield TechnicalProblem(
            code="PARAMETER_OUT_OF_RANGE", line=line, field=name, found=found, expected=expected
        )
