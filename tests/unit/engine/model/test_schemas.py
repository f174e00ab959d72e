"""What does not fit a form or a message."""

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
