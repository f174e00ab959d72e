"""The JSON Schema of what a process sees of an order, generated from the vocabulary."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from orders.document import OrderDocument

ORDER_SCHEMA = Path("definitions/schemas/order.yaml")


class ValueSchema(GenerateJsonSchema):
    """JSON Schema of values, not of their JSON: a decimal is a number, an optional field a type or null."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        bounds = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
        limits = {word: int(schema[key]) for key, word in bounds.items() if key in schema}  # type: ignore[literal-required]
        return {"type": "number", **limits}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if isinstance(inner.get("type"), str) and "enum" not in inner and "const" not in inner:
            return {**inner, "type": [inner["type"], "null"]}
        return {"anyOf": [inner, {"type": "null"}]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])  # a default says nothing about the type

    def field_title_should_be_set(self, _schema: Any) -> bool:
        return False  # "Unit Price" says nothing that unit_price does not


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a model's values, written out in one piece without references.

    The model must not contain itself.
    """
    schema = model.model_json_schema(schema_generator=ValueSchema)
    whole: dict[str, Any] = _written_out(schema, schema.pop("$defs", {}))
    return whole


def _written_out(part: Any, definitions: Mapping[str, Any]) -> Any:
    match part:
        case {"$ref": str() as reference}:
            return _written_out(definitions[reference.rpartition("/")[2]], definitions)
        case {"type": "object"}:
            # A reworded docstring must not change a definition's digest.
            kept = {key: value for key, value in part.items() if key not in {"title", "description"}}
            return {key: _written_out(value, definitions) for key, value in kept.items()}
        case dict():
            return {key: _written_out(value, definitions) for key, value in part.items()}
        case list():
            return [_written_out(value, definitions) for value in part]
        case _:
            return part


def order_schema() -> str:
    """definitions/schemas/order.yaml: the schema `order`. Written by `python -m orders.schema`."""
    schema = yaml.safe_dump(schema_of(OrderDocument), sort_keys=False, allow_unicode=True, width=100)
    return f"# Generated from orders/document.py by: python -m orders.schema\n{schema}"


if __name__ == "__main__":
    ORDER_SCHEMA.write_text(order_schema(), encoding="utf-8")
