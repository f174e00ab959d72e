"""Orders that call orders, driven by hand: what one tells another is carried when the test says so."""

from collections.abc import Mapping
from textwrap import dedent
from typing import Any

from engine.compiler import Library, compile_definitions
from engine.interpreter import StartChild, TellOrder, read_stimulus
from engine.model import Process
from engine.values import decode, encode
from tests.support.processes import SERVICES, SHOP, written_out
from tests.support.runs import Run

PARENT = "R-1"


def a_library(**processes: str) -> Library:
    """The named processes, each written without its head (``line`` for ``process: line``)."""
    head = "lang: 1\nprocess: {0}\nversion: 1\nname: {0}\n"
    files = {
        f"{name}.yaml": (head.format(name) + written_out(dedent(text))).encode()
        for name, text in processes.items()
    }
    return compile_definitions({**files, "shop.yaml": SHOP}, SERVICES)


class Family:
    """The process ``parent`` and whatever it calls, each an order of its own."""

    def __init__(self, library: Library, **answers: Any) -> None:
        assert not library.errors, "\n".join(
            f"{f.file}:{f.line}: {f.code}: {f.message}" for f in library.errors
        )
        self.library, self._answers = library, answers
        self._carried: dict[str, int] = {}
        self.runs: dict[str, Run] = {}
        self.letters: list[TellOrder] = []

    def start(self, variables: Mapping[str, Any] | None = None) -> "Family":
        """The parent arrives, and everything that follows at once happens."""
        return self.begin(variables or {}).carry()

    def begin(self, variables: Mapping[str, Any]) -> "Family":
        """The parent arrives."""
        self._new(PARENT, self.library.processes["parent", 1]).start(variables, number=PARENT)
        return self

    @property
    def parent(self) -> Run:
        """The order that nobody called."""
        return self.runs[PARENT]

    def child(self, number: int = 1) -> Run:
        """The how-manyth child of the parent."""
        return self.runs[f"{PARENT}.{number}"]

    def collect(self) -> list[StartChild]:
        """Take up what the orders have commanded since the last time: letters wait, children are returned."""
        started: list[StartChild] = []
        for number, run in list(self.runs.items()):
            commands = run.commands[self._carried.get(number, 0) :]
            self._carried[number] = len(run.commands)
            started += [command for command in commands if isinstance(command, StartChild)]
            self.letters += [command for command in commands if isinstance(command, TellOrder)]
        return started

    def carry(self, *, twice: bool = False) -> "Family":
        """Start children and deliver letters until nothing is on its way. ``twice``: each letter again."""
        while True:
            for command in self.collect():
                self.start_child(command)
            if not self.letters and not self._commanded():
                return self
            letters, self.letters = self.letters, []
            for letter in letters:
                self.deliver(letter)
                if twice:
                    self.deliver(letter)

    def _commanded(self) -> bool:
        return any(len(run.commands) > self._carried.get(number, 0) for number, run in self.runs.items())

    def start_child(self, command: StartChild) -> None:
        """A child arrives."""
        process = self.library.by_digest(command.digest)
        assert process is not None, f"no process has the digest {command.digest}"
        parent = command.child.rpartition(".")[0] if command.reports else None
        variables = decode(encode({**command.input}))
        assert isinstance(variables, dict)
        self._new(command.child, process).start(variables, number=command.child, parent=parent)

    def _new(self, number: str, process: Process) -> Run:
        run = self.runs[number] = Run(process, **self._answers)
        newest = {name: (version, p.digest) for (name, version), p in self.library.processes.items()}
        run.surroundings.definitions = newest
        return run

    def deliver(self, letter: TellOrder) -> None:
        """A letter arrives."""
        run = self.runs[letter.to]
        plain = decode(encode({**letter.stimulus}))
        assert isinstance(plain, dict)
        run.feed(read_stimulus({**plain, "time": run.time}))
