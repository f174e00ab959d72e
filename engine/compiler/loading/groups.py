"""Candidate groups: the names that exist. Who belongs to them is the staff directory's business."""

from engine.compiler.loading.loaded import Loaded, load
from engine.compiler.report import Report
from engine.compiler.sources import Source
from engine.language.authoring.groups import Groups


def load_groups(source: Source) -> Loaded:
    """The names of the groups in a file."""
    return load(source, Groups, "file", _build)


def _build(authored: Groups, _report: Report) -> frozenset[str]:
    return frozenset(authored.groups)
