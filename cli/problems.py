"""What an expected problem looks like: a line or two, and an exit status."""

from application.entries import EntryError
from application.ports.journal import JournalUnavailableError
from application.ports.runtime import NotRunningError, UnansweredError, UnreachableError
from application.ports.sheets import SheetError
from application.ports.workspace import PathError
from application.refusals import RefusedError, UnknownNameError
from application.texts import sentence
from application.use_cases.grant import NotRecordedError
from cli.desk import SettingsError

REFUSED, USAGE, UNAVAILABLE = 1, 2, 3

EXPECTED = (
    EntryError,
    JournalUnavailableError,
    NotRecordedError,
    NotRunningError,
    PathError,
    SheetError,
    RefusedError,
    SettingsError,
    UnansweredError,
    UnreachableError,
)


def told(problem: BaseException, language: str) -> tuple[int, str]:
    """The exit status for an expected problem, and what to say."""
    match problem:
        case UnknownNameError():
            return USAGE, sentence(problem.refusal, language)
        case RefusedError():
            return REFUSED, sentence(problem.refusal, language)
        case NotRecordedError():
            return UNAVAILABLE, _not_recorded(problem, language)
        case JournalUnavailableError():
            return UNAVAILABLE, _no_database(problem, language)
        case UnreachableError() | UnansweredError() | NotRunningError():
            return UNAVAILABLE, str(problem)
        case _:
            return USAGE, str(problem)


def _not_recorded(error: NotRecordedError, language: str) -> str:
    if language == "zh":
        return f"尚未记录（{error.reason}）。请加 --id {error.id} 重复该命令，不会重复执行。"
    return f"Not yet recorded ({error.reason}). Repeat the command with --id {error.id}; it is safe."


def _no_database(error: Exception, language: str) -> str:
    if language == "zh":
        return f"数据库没有响应。系统是否在运行？可用 `make run` 启动。（{error}）"
    return f"The database does not answer. Is the stack running? `make run` starts it. ({error})"
