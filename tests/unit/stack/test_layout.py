"""The data directory."""

from pathlib import Path

import pytest

from stack.layout import DataDirectory, UnusableDataDirectory


def test_a_directory_that_cannot_be_made_is_named_with_the_cure(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    with pytest.raises(UnusableDataDirectory, match=rf"{file}.*Name another one with ORDERFLOW_DATA_DIR"):
        DataDirectory.at(file)
