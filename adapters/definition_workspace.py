"""The port ``Workspace``, fulfilled by a directory of files."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.definition_files import ENDINGS, read_definitions
from application.ports.workspace import PathError, Selection

LOCK = "definitions.lock"


@dataclass(frozen=True, slots=True)
class DirectoryWorkspace:
    """``root`` holds processes/, decisions/, forms/ and so on, and the lock."""

    root: Path

    def select(self, paths: Sequence[str]) -> Selection:
        """As Workspace. A directory with a folder of processes stands on its own; anything else may refer to
        what lies in the workspace, and takes the place of a file of the same name there."""
        if not paths:
            return self._all_of(self.root)
        if len(paths) == 1 and (Path(paths[0]) / "processes").is_dir():
            return self._all_of(Path(paths[0]))
        around = _whole(self.root) if self.root.is_dir() else Selection({}, {}, frozenset())
        found = {_name(file): file for path in paths for file in _files(Path(path))}
        files = {**around.files, **{name: _read(file) for name, file in found.items()}}
        places = {**around.places, **{name: _shown(file) for name, file in found.items()}}
        return Selection(files, places, frozenset(found))

    def _all_of(self, root: Path) -> Selection:
        return replace(_whole(root), whole=root.resolve() == self.root.resolve())

    @property
    def lock_place(self) -> str:
        """As Workspace."""
        return _shown(self.root / LOCK)

    def read_lock(self) -> bytes | None:
        """As Workspace."""
        path = self.root / LOCK
        return path.read_bytes() if path.exists() else None

    def write_lock(self, data: bytes) -> None:
        """As Workspace."""
        path = self.root / LOCK
        draft = path.with_name(f"{LOCK}.new")
        try:
            draft.write_bytes(data)
            draft.replace(path)
        except OSError as error:
            raise PathError(f"{_shown(path)} cannot be written: {error.strerror}") from error


def _whole(root: Path) -> Selection:
    try:
        files = read_definitions(root)
    except OSError as error:
        raise PathError(f"There are no definitions at {_shown(root)}.") from error
    return Selection(files, {name: _shown(root / name) for name in files}, frozenset(files))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*")) if file.suffix in ENDINGS)
    elif path.is_file():
        yield path
    else:
        raise PathError(f"There is no file or directory {path}.")


def _name(file: Path) -> str:
    """Folder and file: the folder says what the file holds. Samples would be left out by that name."""
    folder = file.resolve().parent.name
    return file.name if folder == "samples" else f"{folder}/{file.name}"


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise PathError(f"{file} cannot be read: {error.strerror}.") from error


def _shown(path: Path) -> str:
    """Relative to where the person stands, when that is shorter."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
