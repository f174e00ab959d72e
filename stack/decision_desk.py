"""The use cases for authors of decisions, wired: files, and no server."""

from adapters.decision_folders import DecisionFolders
from adapters.spreadsheets import Spreadsheets
from application.use_cases.decisions import DecisionDesk
from stack.settings import Settings


def decision_desk(settings: Settings) -> DecisionDesk:
    """The desk for the decisions of this machine."""
    return DecisionDesk(DecisionFolders(settings.definitions / "decisions"), Spreadsheets())
