"""How long people waited for an answer, whatever was hurt, and whether it was one that they can go by.

An answer is a result, a refusal, or a sentence that says that it is not known yet: all that the command line
has words for. Each is judged by itself: who repeats a command waits anew.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from adapters.temporal.client import _PATIENCE as SERVER_PATIENCE
from application.use_cases.grant import PATIENCE
from cli.problems import EXPECTED
from database.connection import CONNECT_SECONDS
from database.failures import is_unavailable
from stack.office import PATIENCE as DATABASE_PATIENCE
from tests.chaos.schedule import Fault

MARGIN_SECONDS = 2.0  # the machine is busy with dying and starting processes
# A command waits for its order, and asks the database before and behind that. What is away is noticed once:
# it ends the command, with a sentence.
DATABASE_SECONDS = CONNECT_SECONDS + DATABASE_PATIENCE.total_seconds()
COMMAND_SECONDS = PATIENCE.total_seconds() + DATABASE_SECONDS + MARGIN_SECONDS
# To submit is to enter the order into the database, and to ask Temporal to start it.
SUBMIT_SECONDS = SERVER_PATIENCE.total_seconds() + DATABASE_SECONDS + MARGIN_SECONDS


@dataclass(frozen=True, slots=True)
class Wait:
    """One command: when it was given (seconds after the start), and how long it went without an answer."""

    what: str
    at: float
    seconds: float
    bound: float
    unclear: str = ""


@dataclass(slots=True)
class Waits:
    """All commands of a run."""

    faults: Sequence[Fault] = ()
    clock: Callable[[], float] = time.monotonic
    all: list[Wait] = field(default_factory=list)
    begun: float = 0.0

    def start(self) -> None:
        """The run begins: faults count from here."""
        self.begun = self.clock()

    @contextmanager
    def answer(self, what: str, bound: float = COMMAND_SECONDS) -> Iterator[None]:
        """Measures the command inside, up to its answer or its exception, which goes on."""
        at = self.clock()
        unclear = ""
        try:
            yield
        except Exception as error:
            unclear = "" if _is_clear(error) else repr(error)
            raise
        finally:
            self.all.append(Wait(what, at - self.begun, self.clock() - at, bound, unclear))

    def summary(self) -> str:
        """How long people waited, in a line."""
        if not self.all:
            return "people: no commands"
        longest = max(self.all, key=lambda wait: wait.seconds)
        usual = median(wait.seconds for wait in self.all)
        return (
            f"people: {len(self.all)} commands answered, usually after {usual:.2f} s, at the latest after "
            f"{longest.seconds:.1f} s ({longest.what}; {longest.bound:g} s are allowed)"
        )

    def complaints(self) -> list[str]:
        """Each command that was answered too late, or with nothing that a person can go by."""
        late = [
            f"{wait.what}: no answer for {wait.seconds:.1f} s ({wait.bound:g} allowed); {self._hurt(wait)}"
            for wait in self.all
            if wait.seconds > wait.bound
        ]
        unclear = [
            f"{wait.what}: no clear answer but {wait.unclear}; {self._hurt(wait)}"
            for wait in self.all
            if wait.unclear
        ]
        return late + unclear

    def _hurt(self, wait: Wait) -> str:
        """What was hurt meanwhile, by the schedule."""
        end = wait.at + wait.seconds
        found = [" ".join(str(f).split()) for f in self.faults if f.at <= end and f.at + f.seconds >= wait.at]
        return f"given {wait.at:.1f} s after the start, hurt meanwhile: {', '.join(found) or 'nothing'}"


def _is_clear(error: Exception) -> bool:
    """Whether the command line has a sentence for it; of the database it has one for being away."""
    if isinstance(error, DBAPIError | PoolTimeoutError):
        return is_unavailable(error)
    return isinstance(error, EXPECTED)
