"""Definitions → executable processes: compiled, proved, with a digest. Pure over the bytes of the files."""

from engine.compiler.compile import compile_definitions
from engine.compiler.coverage import calendars_ending
from engine.compiler.decision_tests import SuiteRun, TestRun, run_tests
from engine.compiler.library import Library, Template
from engine.compiler.lock import Lock, check_lock, read_lock, release, write_lock

__all__ = [
    "Library",
    "Lock",
    "SuiteRun",
    "Template",
    "TestRun",
    "calendars_ending",
    "check_lock",
    "compile_definitions",
    "read_lock",
    "release",
    "run_tests",
    "write_lock",
]
