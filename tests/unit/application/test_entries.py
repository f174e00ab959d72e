"""What people type becomes exact values, or a sentence that says what to write."""

from decimal import Decimal

import pytest

from application.entries import EntryError, read_context, read_entries, read_paths, read_value


def test_numbers_stay_exact_and_texts_stay_texts() -> None:
    # given / when
    data = read_entries(["amount=19.90", "quantity=2", "express=true", "note=yes", "empty="])

    # then
    assert data == {
        "amount": Decimal("19.90"),
        "quantity": 2,
        "express": True,
        "note": "yes",
        "empty": None,
    }
    assert str(data["amount"]) == "19.90"


def test_dots_lead_inside_and_contexts_can_be_mixed_in() -> None:
    # given / when
    data = read_entries(['{"line": {"sku": "CUP"}, "n": 1}', "line.quantity=2", "n=3"])

    # then
    assert data == {"line": {"sku": "CUP", "quantity": 2}, "n": 3}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("quantity", "name=value"),
        ("=2", "name=value"),
        ("{a: 1", "cannot be read"),
        ("a={", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_cure(entry: str, said: str) -> None:
    # given / when / then
    with pytest.raises(EntryError, match=said):
        read_entries([entry])


def test_a_value_cannot_hold_fields_afterwards() -> None:
    # given / when / then
    with pytest.raises(EntryError, match="a has a value already"):
        read_entries(["a=1", "a.b=2"])


def test_file_must_hold_fields() -> None:
    # given / when / then
    with pytest.raises(EntryError, match="must hold fields"):
        read_context(b"[1, 2]", "form.yaml")


def test_list_is_a_value_too() -> None:
    # given / when / then
    assert read_value("[a, 1.50]") == ["a", Decimal("1.50")]


def test_paths_keep_their_dots() -> None:
    # given / when / then
    assert read_paths(["order.priority=90", "wanted=1.50"]) == {
        "order.priority": 90,
        "wanted": Decimal("1.50"),
    }


def test_path_without_a_value_is_told() -> None:
    # given / when / then
    with pytest.raises(EntryError, match="write path=value"):
        read_paths(["wanted"])
