"""Where the embedded stack keeps what on disk."""

import errno
import os
from dataclasses import dataclass
from pathlib import Path


class UnusableDataDirectory(Exception):
    """Nothing can be written there; the message says where else to."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The data directory {path} cannot be used: {why}. "
            "Name another one with ORDERFLOW_DATA_DIR, or let yourself write there."
        )


@dataclass(frozen=True, slots=True)
class DataDirectory:
    """One directory that holds everything a stack must find again at its next start."""

    root: Path

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def state(self) -> Path:
        return self.root / "stack.json"

    @property
    def ports(self) -> Path:
        return self.root / "ports.json"

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def postgres_password(self) -> Path:
        return self.root / "postgres.password"

    @property
    def temporal(self) -> Path:
        return self.root / "temporal.db"

    @property
    def samples(self) -> Path:
        return self.root / "samples-begun"

    def log(self, part: str) -> Path:
        return self.root / "logs" / f"{part}.log"

    @classmethod
    def at(cls, path: Path) -> "DataDirectory":
        """The data directory at this path, created when missing; only its owner may look inside.

        Raises UnusableDataDirectory.
        """
        root = path.resolve()
        try:
            root.mkdir(parents=True, exist_ok=True, mode=0o700)
            (root / "logs").mkdir(exist_ok=True)
        except OSError as error:
            raise UnusableDataDirectory(root, error.strerror or str(error)) from error
        if not os.access(root, os.W_OK | os.X_OK):
            raise UnusableDataDirectory(root, os.strerror(errno.EACCES))
        return cls(root)
