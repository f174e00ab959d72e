"""Definitions as files below one directory."""

from collections.abc import Mapping
from pathlib import Path

ENDINGS = (".yaml", ".yml", ".dmn")


def read_definitions(root: Path) -> Mapping[str, bytes]:
    """Content by path relative to ``root``, samples left out. Raises FileNotFoundError."""
    if not root.is_dir():
        raise FileNotFoundError(f"no definitions at {root}")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.suffix in ENDINGS and "samples" not in path.relative_to(root).parts
    }
