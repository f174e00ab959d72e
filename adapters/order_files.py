"""The port ``OrderFiles``, fulfilled by the file system."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from application.ports.order_files import Content
from application.ports.workspace import PathError
from engine.values import Finding
from orders import Language

ENDINGS = frozenset({".yaml", ".yml", ".json", ".jsonl", ".ndjson"})
STDIN = "-"


class LocalOrderFiles:
    """Files of this machine."""

    def require(self, paths: Sequence[str]) -> None:
        """As OrderFiles."""
        for path in paths:
            if path == STDIN:
                continue
            try:
                Path(path).stat()
            except (FileNotFoundError, NotADirectoryError) as error:
                raise PathError(f"{path} cannot be read: {error.strerror}.") from error
            except OSError:
                pass  # it is there: a finding will say why it cannot be read

    def contents(self, paths: Sequence[str], language: Language = "en") -> Iterator[Content]:
        """As OrderFiles."""
        for path in paths:
            if path == STDIN:
                yield Content("stdin", sys.stdin.buffer.read())
            elif os.path.isdir(path):  # Path.is_dir raises where one may not look
                yield from _below(Path(path), language)
            else:
                yield _content(Path(path), language)


def _below(directory: Path, language: Language) -> Iterator[Content]:
    files = [file for file in sorted(directory.rglob("*")) if file.suffix in ENDINGS and file.is_file()]
    if not files:
        message, cure = _NO_FILES[language]
        place = str(directory)
        yield Content(place, finding=Finding("no-orders", message, cure, place))
    for file in files:
        yield _content(file, language)


def _content(file: Path, language: Language) -> Content:
    try:
        return Content(str(file), file.read_bytes())
    except OSError as error:
        message, cure = _UNREADABLE[language]
        message = message.format(why=error.strerror or error)
        return Content(str(file), finding=Finding("unreadable-file", message, cure, str(file)))


_UNREADABLE: dict[Language, tuple[str, str]] = {
    "en": ("this cannot be read: {why}", "check who may read it"),
    "zh": ("无法读取：{why}", "请检查读取权限"),
}
_NO_FILES: dict[Language, tuple[str, str]] = {
    "en": ("no file below this directory ends in .yaml, .yml, .json, .jsonl or .ndjson", "name the files"),
    "zh": ("此目录下没有 .yaml、.yml、.json、.jsonl 或 .ndjson 文件", "请直接写出文件名"),
}
