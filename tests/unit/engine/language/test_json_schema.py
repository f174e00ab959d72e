"""The JSON Schemas for editors are those of the language, and accept what the compiler accepts."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.language import read_yaml
from engine.language.json_schema import language_schemas
from tests.support.corpus import good_files

_FILES = {
    "process": "good/everything.yaml",
    "decision": "good/decision.yaml",
    "form": "good/form.yaml",
    "texts": "good/texts.yaml",
    "calendar": "good/calendar.yaml",
}


@pytest.mark.parametrize("kind", _FILES)
def test_schema_file_is_the_one_that_the_language_generates(kind: str) -> None:
    written = Path(f"docs/schemas/{kind}.schema.json").read_text(encoding="utf-8")

    assert json.loads(written) == language_schemas()[kind], "run: python .ci/language_schemas.py"


@pytest.mark.parametrize("kind", _FILES)
def test_schema_accepts_a_good_definition_and_refuses_an_unknown_field(kind: str) -> None:
    schema = language_schemas()[kind]
    value = read_yaml(good_files()[_FILES[kind]], "x").documents[0].value
    assert isinstance(value, dict)

    good = list(Draft202012Validator(schema).iter_errors(value))
    bad = list(Draft202012Validator(schema).iter_errors({**value, "unknwon": 1}))

    assert good == []
    assert len(bad) == 1
