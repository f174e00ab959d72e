"""Sample orders with their scripts, read from files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from demo.script import Script
from engine.language.authoring.reading import read_as
from engine.language.yaml_reader import read_yaml
from engine.values import Finding
from intake import read_orders
from orders import Order


class BrokenSampleError(Exception):
    """A sample cannot be used; the message lists every finding with its place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(f"{f.file}:{f.line}:{f.column} {f.message}" for f in findings))


@dataclass(frozen=True, slots=True)
class Sample:
    """An order, its script, and what people do when the script says nothing."""

    order: Order
    script: Script
    usual: Script | None


def read_samples(root: Path, *more: Path) -> Sequence[Sample]:
    """All samples below `root` (`orders/` and `scripts/`), by name; `more` are scripts that they may use.

    Raises BrokenSampleError.
    """
    paths = [*sorted((root / "scripts").glob("*.yaml")), *more]
    scripts = {path.stem: _script(path) for path in paths}
    return [_sample(root, scripts, script) for script in scripts.values() if script.expect is not None]


def _sample(root: Path, scripts: Mapping[str, Script], script: Script) -> Sample:
    path = root / "orders" / f"{script.script}.yaml"
    intake = read_orders(path.read_bytes(), str(path))
    if intake.findings or len(intake.orders) != 1:
        raise BrokenSampleError(intake.findings or [_problem(path, f"{len(intake.orders)} orders, not one")])
    if script.uses is not None and script.uses not in scripts:
        raise BrokenSampleError([_problem(path, f"there is no script {script.uses} to be used")])
    return Sample(intake.orders[0], script, scripts.get(script.uses or ""))


def _script(path: Path) -> Script:
    reading = read_yaml(path.read_bytes(), str(path))
    if reading.findings:
        raise BrokenSampleError(reading.findings)
    script, findings = read_as(Script, reading.documents[0])
    if script is None:
        raise BrokenSampleError(findings)
    if script.script != path.stem:
        raise BrokenSampleError([_problem(path, f"the file is not called {script.script}.yaml")])
    return script


def _problem(path: Path, message: str) -> Finding:
    return Finding("broken-sample", message, file=str(path))
