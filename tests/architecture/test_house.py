"""Every room of the house is known to those who check and install it."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def packages() -> set[str]:
    return {path.parent.name for path in ROOT.glob("*/__init__.py")}


def test_import_linter_watches_every_package() -> None:
    # given / when
    watched = PROJECT["tool"]["importlinter"]["root_packages"]

    # then
    assert set(watched) == packages()


def test_every_package_is_installed() -> None:
    # given
    patterns = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]

    # when
    installed = {pattern.removesuffix("*") for pattern in patterns}

    # then
    assert packages() <= installed


def test_ruff_knows_every_package_as_ours() -> None:
    # given / when
    ours = PROJECT["tool"]["ruff"]["lint"]["isort"]["known-first-party"]

    # then
    assert packages() | {"starter", "worker"} <= set(ours)


def test_unit_tests_stand_where_their_source_stands() -> None:
    # given
    tests = ROOT / "tests" / "unit"
    directories = {path.parent.relative_to(tests) for path in tests.rglob("test_*.py")}

    # when
    astray = {str(place) for place in directories if not (ROOT / place).is_dir()}

    # then
    assert astray == set()
