"""The digest covers what decides the behaviour, and the lock keeps released digests."""

from collections.abc import Callable

import pytest

from engine.compiler import Library, check_lock, compile_definitions, read_lock, release, write_lock
from engine.model import ServiceSignature
from tests.support.corpus import GROUPS, SERVICES, good_files

FILE = "good/everything.yaml"
Change = Callable[[dict[str, bytes]], None]


def library(change: Change = lambda _: None, services: dict[str, ServiceSignature] | None = None) -> Library:
    """The good files after a change."""
    files = good_files()
    change(files)
    return compile_definitions(files, services or SERVICES, GROUPS)


def digest(of: Library) -> str:
    """The digest of the process that uses everything."""
    return of.processes["everything", 3].digest


def replace(file: str, old: str, new: str) -> Change:
    """A change of one text in one file."""

    def change(files: dict[str, bytes]) -> None:
        assert old.encode() in files[file]
        files[file] = files[file].replace(old.encode(), new.encode())

    return change


@pytest.mark.parametrize(
    "change",
    [
        replace(FILE, "PT10M, working: true}\n", "PT11M, working: true}\n"),
        replace("good/decision.yaml", "< 500", "< 600"),
        replace("good/form.yaml", "maxLength: 200", "maxLength: 100"),
        replace("good/schemas/payment.yaml", "reference: {type: string}", "reference: {type: integer}"),
        replace(
            "good/schemas/order.yaml", "created_by: {type: string}", "created_by: {type: [string, 'null']}"
        ),
        replace("good/texts.yaml", "We have received", "We received"),
    ],
    ids=["process", "decision", "form", "message schema", "input schema", "text"],
)
def test_a_change_of_what_the_process_uses_changes_its_digest(change: Change) -> None:
    changed = library(change)

    assert changed.errors == ()
    assert digest(changed) != digest(library())


@pytest.mark.parametrize(
    "change",
    [
        replace(FILE, "lang: 1\n", "# a comment\nlang:   1\n"),
        replace("good/calendar.yaml", "2026-12-31", "2027-12-31"),
        replace("good/decision.yaml", "lang: 1", "# nothing new\nlang: 1"),
    ],
    ids=["layout", "calendar", "comment of a decision"],
)
def test_layout_and_calendars_do_not_change_the_digest(change: Change) -> None:
    changed = library(change)

    assert changed.errors == ()
    assert digest(changed) == digest(library())


def test_a_changed_service_signature_changes_the_digest() -> None:
    notify = SERVICES["customer.notify"]
    other = ServiceSignature(notify.name, notify.input, notify.output, notify.errors, queue="mail")

    assert digest(library(services={**SERVICES, "customer.notify": other})) != digest(library())


def test_digests_are_64_hexadecimal_digits() -> None:
    assert len(digest(library())) == 64
    assert int(digest(library()), 16) > 0


def test_a_lock_is_read_as_it_was_written() -> None:
    process = library().processes["everything", 3]
    lock = release({("a", 1): "0" * 64}, process)

    again, findings = read_lock(write_lock(lock), "definitions.lock")

    assert findings == ()
    assert again == {("a", 1): "0" * 64, ("everything", 3): process.digest}
    assert read_lock(write_lock({}), "definitions.lock") == ({}, ())


def test_releasing_the_same_twice_changes_nothing_and_another_digest_is_refused() -> None:
    process = library().processes["everything", 3]
    lock = release({}, process)

    assert release(lock, process) == lock
    with pytest.raises(ValueError, match="raise its version"):
        release({("everything", 3): "0" * 64}, process)


def test_a_changed_or_missing_released_definition_is_a_finding() -> None:
    lock = {("everything", 3): "0" * 64, ("gone", 1): "1" * 64}

    findings = check_lock(library(), lock, "definitions.lock")

    assert [(f.code, f.file) for f in findings] == [
        ("released-changed", FILE),
        ("released-missing", "definitions.lock"),
    ]
    assert "version 4" in findings[0].cure


def test_an_unchanged_released_definition_has_no_findings() -> None:
    found = library()

    assert check_lock(found, release({}, found.processes["everything", 3]), "definitions.lock") == ()


@pytest.mark.parametrize(
    "data", [b"released: {}", b"[", b"lang: 1\nreleased: [{process: a, version: 1, digest: x}]"]
)
def test_a_damaged_lock_is_a_finding(data: bytes) -> None:
    lock, findings = read_lock(data, "definitions.lock")

    assert lock == {}
    assert findings
