"""The files of the corpus, and the services they call."""

from pathlib import Path

from engine.compiler import Library, compile_definitions
from engine.model import ServiceSignature
from engine.values import Finding

HERE = Path(__file__).parents[1] / "unit/engine/compiler"
GROUPS = ("clerks", "managers", "sales")


def _signature(
    name: str, required: list[str], errors: tuple[str, ...] = (), **properties: object
) -> ServiceSignature:
    given = {"type": "object", "properties": properties, "required": required}
    result = {"type": "object", "properties": {"available": {"type": "number"}, "short": {"type": "array"}}}
    return ServiceSignature(name, given, result, frozenset(errors))


SERVICES = {
    signature.name: signature
    for signature in (
        _signature("stock.check", ["sku"], sku={"type": "string"}, quantity={"type": "number"}),
        _signature("stock.reserve", ["lines"], ("UNKNOWN_PRODUCT",), lines={"type": "array"}),
        _signature("stock.release", [], lines={"type": "array"}),
        _signature("customer.notify", ["template"], template={"type": "string"}, order={}),
    )
}


def good_files() -> dict[str, bytes]:
    """Definitions in which nothing is wrong, for processes to refer to."""
    folder = HERE / "good"
    return {str(p.relative_to(HERE)): p.read_bytes() for p in sorted(folder.rglob("*.yaml"))}


def compile_all(**files: bytes) -> Library:
    """Compile the good files and some more; a name ``a`` stands for the file ``a.yaml``."""
    more = {f"{name}.yaml": data for name, data in files.items()}
    return compile_definitions({**good_files(), **more}, SERVICES, GROUPS)


def compile_with_good(file: str, data: bytes) -> list[Finding]:
    """The findings of one file among the good ones."""
    library = compile_definitions({**good_files(), file: data}, SERVICES, GROUPS)
    return list(library.findings)
