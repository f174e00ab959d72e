"""The master data of the samples: products with stock, customers, staff."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from backoffice.master_data import MasterData, load_master_data, read_master_data
from engine.values import Finding

FILES = ("products.yaml", "customers.yaml", "staff.yaml", "engineering.yaml")


class BrokenMasterDataError(Exception):
    """A file of master data cannot be used; the message lists every finding with its place."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(f"{f.file}:{f.line}:{f.column} {f.message}" for f in findings))


def load_sample_master_data(engine: Engine, samples: Path) -> None:
    """Write it in one transaction; loading twice is as once. Raises BrokenMasterDataError."""
    with engine.begin() as connection:
        for name in FILES:
            path = samples / name
            data = read_master_data(path.read_bytes(), str(path))
            if not isinstance(data, MasterData):
                raise BrokenMasterDataError(data)
            load_master_data(connection, data, datetime.now(UTC))
