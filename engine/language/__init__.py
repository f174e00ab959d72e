"""The definition language: YAML with places. What authors write in it is below ``authoring``, which takes a
while to import: whoever only reads orders does not wait for it."""

from engine.language.document import Document
from engine.language.places import Mark, show_path
from engine.language.yaml_composer import Limits
from engine.language.yaml_reader import Reading, read_yaml

__all__ = ["Document", "Limits", "Mark", "Reading", "read_yaml", "show_path"]
