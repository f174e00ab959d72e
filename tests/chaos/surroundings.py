"""The stack that is hurt: three processes of ours, an ERP beside it, PostgreSQL on a small disk if we may."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from database.server import prepare_database
from stack.embedded import Stack
from stack.embedded.assembly import Assembly, Ports
from stack.embedded.lock import DataDirectoryInUse, locked
from stack.embedded.orphans import end_orphans
from stack.layout import DataDirectory
from stack.search_attributes import search_attributes
from tests.support.erp_process import ErpProcess, erp_process

ROOT = Path(__file__).parents[2]
WORKERS = 2
DISK_MB = 700
_PREFIX = "orderflow-chaos-"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What runs. ``disk`` is the small file system, None where none could be made."""

    stack: Stack
    erp: ErpProcess
    definitions: Path
    disk: Path | None


@contextmanager
def surroundings() -> Iterator[Surroundings]:
    """Everything on free ports and in a temporary directory; nothing is left of it."""
    _remove_abandoned()
    root = Path(tempfile.mkdtemp(prefix=_PREFIX))
    data = DataDirectory.at(root / "data")
    try:
        definitions = _definitions(root / "definitions")
        with erp_process(root) as erp, locked(data), Stack(_assembly(data, definitions, erp)) as stack:
            disk = _small_disk(stack.assembly)
            stack.start_servers()
            prepare_database(stack.database_url)
            stack.start_workers()
            yield Surroundings(stack, erp, definitions, disk)
    finally:
        _remove(root)


def _remove(root: Path) -> None:
    place = DataDirectory(root / "data").postgres
    if place.is_mount():
        subprocess.run(["umount", "--lazy", str(place)], check=False)
    shutil.rmtree(root, ignore_errors=True)


def _remove_abandoned() -> None:
    """What a run left that was killed itself."""
    for root in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        data = DataDirectory(root / "data")
        with suppress(DataDirectoryInUse, OSError):
            if data.state.exists():
                with locked(data):
                    end_orphans(data)
                    _remove(root)


def _assembly(data: DataDirectory, definitions: Path, erp: ErpProcess) -> Assembly:
    return Assembly(
        data,
        Ports.any_free().chosen(),
        web_ui=False,
        workers=WORKERS,
        worker_environment={"ORDERFLOW_DEFINITIONS": str(definitions), "ERP_URL": erp.url},
        search_attributes=search_attributes(),
    )


def _small_disk(assembly: Assembly) -> Path | None:
    """PostgreSQL's files on a file system of their own; mounting one needs the right to."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return None
    assembly.servers()[0].prepare()
    place = assembly.data.postgres
    large = place.rename(place.with_name("postgres.large"))
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        place.rmdir()
        large.rename(place)
        return None
    subprocess.run(["cp", "--archive", f"{large}/.", str(place)], check=True)
    return place


def _definitions(place: Path) -> Path:
    """The shipped definitions, and the order that is made for being hurt."""
    shutil.copytree(ROOT / "definitions", place)
    for path in (ROOT / "tests" / "faults" / "definitions" / "processes").glob("*.yaml"):
        shutil.copy(path, place / "processes")
    return place
