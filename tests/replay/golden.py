"""Golden histories as files: one a scenario, with all runs of all orders of its family.

They say nothing about the machine that recorded them, and payloads stand in them as text: they pack well, and
`zcat` shows them. Definitions lie beside them, so that a history replays whatever becomes of the files that
its order was started with.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HISTORIES = Path(__file__).parent / "histories"
BUNDLES = HISTORIES / "definitions.json.gz"

# What differs from machine to machine, or says where the code lies, and means nothing to a replay.
_SILENT = {"identity": "worker", "stackTrace": "", "buildId": "", "binaryChecksum": "", "requestId": ""}


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an order's workflow, as Temporal exports it."""

    run: str
    history: dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldenOrder:
    """An order: where its journal stood, in what status, when its last run was recorded."""

    number: str
    digest: str
    head: str
    seq: int
    status: str
    runs: list[Run]


@dataclass(frozen=True, slots=True)
class Golden:
    """What was recorded of one scenario; the first order is the one that it was played with."""

    scenario: str
    orders: list[GoldenOrder]


def path_of(scenario: str) -> Path:
    """Where a scenario is kept."""
    return HISTORIES / f"{scenario}.json.gz"


def kept() -> set[str]:
    """The scenarios that have a file."""
    return {path.name.removesuffix(".json.gz") for path in HISTORIES.glob("*.json.gz") if path != BUNDLES}


def write(golden: Golden) -> None:
    """Keep a scenario."""
    _pack(path_of(golden.scenario), _silenced(asdict(golden)))


def read(scenario: str) -> Golden:
    """A scenario that was kept. Raises FileNotFoundError."""
    plain = _voiced(_unpack(path_of(scenario)))
    orders = [
        GoldenOrder(**{**order, "runs": [Run(**run) for run in order["runs"]]}) for order in plain["orders"]
    ]
    return Golden(plain["scenario"], orders)


def text_of(scenario: str) -> str:
    """The file as it is, unpacked."""
    return gzip.decompress(path_of(scenario).read_bytes()).decode()


def bundles() -> dict[str, dict[str, str]]:
    """The files of every definition by its digest: path → text."""
    if not BUNDLES.exists():
        return {}
    plain = _unpack(BUNDLES)
    return {digest: plain["bundles"][index] for digest, index in plain["digests"].items()}


def write_bundles(found: Mapping[str, dict[str, str]], digests: Iterable[str]) -> None:
    """Keep the definitions with these digests, each set of files once."""
    different: list[dict[str, str]] = []
    places: dict[str, int] = {}
    for digest in sorted(set(digests)):
        if found[digest] not in different:
            different.append(found[digest])
        places[digest] = different.index(found[digest])
    _pack(BUNDLES, {"digests": places, "bundles": different})


def _pack(path: Path, plain: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def _unpack(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))


def _silenced(value: Any) -> Any:
    """Without the machine, and with payloads as text."""
    if isinstance(value, list):
        return [_silenced(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"metadata", "data"} and (text := _text(value["data"])) is not None:
        return {"metadata": value["metadata"], "text": text}
    if value.get("kind") == "TASK_QUEUE_KIND_STICKY":
        value = value | {"name": "sticky"}
    return {name: _SILENT.get(name, _silenced(part)) for name, part in value.items()}


def _text(data: str) -> str | None:
    try:
        return base64.b64decode(data).decode()
    except UnicodeDecodeError:
        return None


def _voiced(value: Any) -> Any:
    """Payloads as Temporal has them."""
    if isinstance(value, list):
        return [_voiced(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"metadata", "text"}:
        data = base64.b64encode(value["text"].encode()).decode()
        return {"metadata": value["metadata"], "data": data}
    return {name: _voiced(part) for name, part in value.items()}
