"""Decisions as authors handle them: test them. Needs no server."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.decision_files import DecisionFiles
from engine.compiler import TestRun as Tested
from engine.compiler import run_tests

__all__ = ["DecisionDesk", "Tested"]


@dataclass(frozen=True, slots=True)
class DecisionDesk:
    """The use cases."""

    files: DecisionFiles

    def test(self, paths: Sequence[str] = ()) -> Tested:
        """Run the tests at these paths: files of tests, decisions whose tests lie beside them, folders.

        Raises PathError.
        """
        found = self.files.gather(paths)
        return run_tests(found.files, found.chosen)
