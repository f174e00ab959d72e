"""Groups: what processes name exists, in the file beside them and in the staff directory of the samples."""

from pathlib import Path

from activities.catalogue import catalogue
from adapters.definition_files import read_definitions
from backoffice.master_data import MasterData, read_master_data
from engine.compiler import compile_definitions
from engine.values import Finding

DEFINITIONS = Path(__file__).parents[3] / "definitions"


def findings_of(files: dict[str, bytes]) -> list[Finding]:
    signatures = {name: service.signature for name, service in catalogue().items()}
    return [f for f in compile_definitions(files, signatures).findings if f.code == "unknown-group"]


def test_the_file_of_groups_and_the_staff_of_the_samples_have_the_same_groups() -> None:
    # given
    staff = read_master_data((DEFINITIONS / "samples/staff.yaml").read_bytes(), "staff.yaml")
    assert isinstance(staff, MasterData)

    # when
    text = (DEFINITIONS / "groups.yaml").read_text(encoding="utf-8")

    # then
    for group in staff.groups:
        assert f"  {group.id}: {{en: {group.name.en}, zh: {group.name.zh}}}\n" in text
    assert text.count("{en: ") == len(staff.groups)


def test_a_misspelt_group_of_a_process_is_a_warning_with_the_nearest_name() -> None:
    # given
    files = dict(read_definitions(DEFINITIONS))
    process = files["processes/retail-order.yaml"].decode()

    # when
    files["processes/retail-order.yaml"] = process.replace("[order-clerks]", "[order-clerk]", 1).encode()

    # then
    [finding] = findings_of(files)
    assert finding.severity == "warning"
    assert finding.cure == "did you mean `order-clerks`?"
    assert finding.line == process[: process.index("[order-clerks]")].count("\n") + 1


def test_without_a_file_of_groups_no_group_is_doubted() -> None:
    # given
    files = dict(read_definitions(DEFINITIONS))

    # when
    del files["groups.yaml"]
    files["processes/retail-order.yaml"] = files["processes/retail-order.yaml"].replace(
        b"order-clerks", b"nobody"
    )

    # then
    assert findings_of(files) == []
