"""The port ``DecisionFiles``, fulfilled by folders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from application.ports.decision_files import TestFiles
from application.ports.workspace import PathError

_ENDINGS = (".dmn", ".xml", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class DecisionFolders:
    """``root`` is the folder that is meant when no path is given."""

    root: Path

    def gather(self, paths: Sequence[str]) -> TestFiles:
        """As DecisionFiles."""
        chosen = {file for path in paths or (str(self.root),) for file in _files(Path(path))}
        folders = dict.fromkeys(file.parent for file in sorted(chosen))
        around = {file for folder in folders for file in folder.iterdir() if _is_ours(file)}
        files = {file.as_posix(): _read(file) for file in sorted(chosen | around)}
        return TestFiles(files, frozenset(file.as_posix() for file in chosen))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in path.rglob("*") if _is_ours(file))
    elif path.is_file():
        yield path
    else:
        raise PathError(f"There is no file or directory {path}.")


def _is_ours(file: Path) -> bool:
    return file.suffix.lower() in _ENDINGS and file.is_file()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise PathError(f"{file} cannot be read: {error.strerror}.") from error
