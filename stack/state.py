"""What a running stack tells other processes: where its servers are."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StackState:
    """Contents of `stack.json`; holds the database's password, so only the owner may read it."""

    launcher: int
    temporal_address: str
    temporal_ui: str
    database_url: str
    processes: dict[str, int]

    def write(self, path: Path) -> None:
        """Replaces the file as a whole: a reader never sees half of it."""
        draft = path.with_name(path.name + ".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(self), file, indent=2)
        draft.replace(path)

    @classmethod
    def read(cls, path: Path) -> "StackState | None":
        """None when no stack has left its addresses here."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (FileNotFoundError, NotADirectoryError):
            return None
