"""Reads a file of master data."""

from pydantic import ValidationError

from backoffice.master_data.entries import MasterData
from engine.language.yaml_reader import read_yaml
from engine.values import Finding
from orders.telling import misfit_of


def read_master_data(data: bytes, file: str) -> MasterData | tuple[Finding, ...]:
    """The master data in a YAML or JSON file, or everything that is wrong with it."""
    reading = read_yaml(data, file)
    if reading.findings or not reading.documents:
        return reading.findings
    document = reading.documents[0]
    try:
        return MasterData.model_validate(document.value)
    except ValidationError as error:
        misfits = [misfit_of(detail) for detail in error.errors(include_url=False)]
        return tuple(document.at(misfit.finding, misfit.path, key=misfit.key) for misfit in misfits)
