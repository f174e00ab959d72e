"""Where the embedded stack keeps what on disk."""

from dataclasses import dataclass
from pathlib import Path


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
        """The data directory at this path, created when missing; only its owner may look inside."""
        root = path.resolve()
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        (root / "logs").mkdir(exist_ok=True)
        return cls(root)
