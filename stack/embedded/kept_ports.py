"""The ports of a data directory's last stack: kept, so that the next one is found at the same addresses."""

import json
from dataclasses import asdict
from pathlib import Path

from stack.embedded.assembly import Ports


def ports_before(path: Path, wanted: Ports) -> Ports | None:
    """The ports that were chosen the last time; None when nobody knows, or when others are wanted since."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if Ports(**kept["wanted"]) == wanted:
            return Ports(**kept["chosen"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # without the file, or with one that somebody has spoilt, ports are chosen afresh
    return None


def keep_ports(path: Path, wanted: Ports, chosen: Ports) -> None:
    """Write them down for the next start."""
    path.write_text(json.dumps({"wanted": asdict(wanted), "chosen": asdict(chosen)}), encoding="utf-8")
