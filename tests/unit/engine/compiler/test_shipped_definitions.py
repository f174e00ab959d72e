"""The definitions that ship compile against the services that exist."""

from pathlib import Path

from activities.catalogue import catalogue
from engine.compiler import compile_definitions


def test_shipped_definitions_have_no_findings() -> None:
    files = {str(path): path.read_bytes() for path in Path("definitions").rglob("*.yaml")}
    services = {name: service.signature for name, service in catalogue().items()}

    library = compile_definitions(files, services)

    assert [str(finding) for finding in library.findings] == []
    assert library.newest("retail-order") is not None
