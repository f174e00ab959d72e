"""What does not fit a form or a message."""

import pytest

from engine.model.schemas import Schema

PAYMENT = Schema(
    "payment",
    {
        "type": "object",
        "properties": {"amount": {"type": "number"}, "currency": {"type": "string"}},
        "required": ["amount", "currency"],
        "additionalProperties": False,
    },
)


def test_each_missing_field_is_named() -> None:
    problems = PAYMENT.problems({})

    assert [(p.path, p.rule) for p in problems] == [("amount", "required"), ("currency", "required")]


def test_fields_that_nobody_knows_are_named() -> None:
    problems = PAYMENT.problems({"amount": 1, "currency": "CNY", "foo": 1, "bar": 2})

    assert [(p.rule, p.limit) for p in problems] == [("additionalProperties", "bar, foo")]


@pytest.mark.parametrize(
    ("day", "fits"), [("2026-06-20", True), ("20.06.2026", False), ("20260620", False), ("2026-02-30", False)]
)
def test_a_text_that_is_no_day_does_not_fit(day: str, fits: bool) -> None:
    dated = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    schema = Schema("day", {"type": "object", "properties": {"day": dated}})

    problems = schema.problems({"day": day})

    assert [(p.path, p.rule, p.limit) for p in problems] == ([] if fits else [("day", "format", "date")])


@pytest.mark.parametrize(("moment", "fits"), [("2026-06-20T09:00:00+08:00", True), ("2026-06-20", False)])
def test_a_text_that_is_no_moment_does_not_fit(moment: str, fits: bool) -> None:
    schema = Schema("at", {"type": "object", "properties": {"at": {"type": "string", "format": "date-time"}}})

    assert (schema.problems({"at": moment}) == []) is fits
