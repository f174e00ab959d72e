"""What a form wants, told to whoever fills it in."""

from application.form_fields import FormField, fields_of
from engine.compiler import compile_definitions

FORM = b"""
lang: 1
form: changes
name: Changes
fields:
  day: {type: date, required: true, title: {en: Day, zh: "\xe6\x97\xa5"}}
  changes:
    type: array
    items: {type: object, fields: {line: {type: string, required: true}, pieces: {type: integer}}}
"""


def test_fields_come_with_type_and_need_and_what_is_inside_behind_them() -> None:
    form = compile_definitions({"changes.yaml": FORM}, {}).forms["changes"]

    found = fields_of(form)

    assert found[0] == FormField("day", {"en": "Day", "zh": "\u65e5"}, "date", required=True)
    assert [(field.path, field.type, field.required) for field in found[1:]] == [
        ("changes", "array", False),
        ("changes[].line", "string", True),
        ("changes[].pieces", "integer", False),
    ]
