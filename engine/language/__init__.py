"""The definition language: YAML with places, authoring objects, findings, JSON Schema."""

from engine.language.document import Document
from engine.language.json_schema import language_schemas
from engine.language.places import Mark, show_path
from engine.language.yaml_composer import Limits
from engine.language.yaml_reader import Reading, read_yaml

__all__ = ["Document", "Limits", "Mark", "Reading", "language_schemas", "read_yaml", "show_path"]
