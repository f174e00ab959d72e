"""Decisions as authors handle them: test them, carry tables from and to sheets. Needs no server."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.ports.decision_files import DecisionFiles
from application.ports.sheets import Sheets
from engine.compiler import TestRun as Tested
from engine.compiler import run_tests
from engine.compiler.sheets import sheet_of, yaml_of
from engine.values import Finding

__all__ = ["DecisionDesk", "Tested"]


@dataclass(frozen=True, slots=True)
class DecisionDesk:
    """The use cases."""

    files: DecisionFiles
    sheets: Sheets

    def test(self, paths: Sequence[str] = ()) -> Tested:
        """Run the tests at these paths: files of tests, decisions whose tests lie beside them, folders.

        Raises PathError.
        """
        found = self.files.gather(paths)
        return run_tests(found.files, found.chosen)

    def import_sheet(self, path: str) -> str | Sequence[Finding]:
        """The YAML of a decision table in a CSV or Excel file, or what is wrong with it, cell by cell.

        Raises PathError, SheetError.
        """
        return yaml_of(self.sheets.read(path), path)

    def export_sheet(self, path: str, target: str) -> Sequence[Finding]:
        """Write a decision table in YAML to a CSV or Excel file; nothing is written when it has findings.

        Raises PathError, SheetError.
        """
        rows = sheet_of(self.sheets.read_text(path), path)
        findings = [row for row in rows if isinstance(row, Finding)]
        if not findings:
            self.sheets.write(target, [row for row in rows if not isinstance(row, Finding)])
        return findings
