"""Random orders that call orders, and what can happen to all of them in any order."""

from typing import Any

from hypothesis import strategies as st

from engine.interpreter import TellOrder
from tests.support.families import Family
from tests.support.random_paths import Path
from tests.support.random_processes import Draw, Flow, definition


class ParentDraw(Draw):
    """Services are calls of orders as often as not."""

    def service(self) -> Flow:
        """A call of a service or of another order."""
        return self.call() if self.chance() else super().service()

    def call(self) -> Flow:
        """A call activity, with any of the ways to undo it, perhaps for each of a list."""
        call = self._plain("callActivity", "order", process="child", input={"items": "=items"})
        undo: list[Any] = ["child", "child", {"service": "erp.cancel"}, None]
        compensation = undo[self.below(len(undo))]
        if compensation is not None:
            call["compensation"] = compensation
        if self.chance():
            call["multiInstance"] = {"in": "=items", "as": "n", "key": "=n"}
        return [self._with_handlers(call)]


class ChildDraw(Draw):
    """Tells its parent something now and then."""

    def script(self) -> Flow:
        """A script, or a message to the parent."""
        tell = {"id": self.id("tell"), "type": "sendTask", "message": "note", "to": "parent", "data": 1}
        return [tell] if self.chance() else super().script()


def family(choices: tuple[bytes, bytes]) -> dict[str, str]:
    """The texts of a parent and a child, each behind its head."""
    parent, child = choices
    return {"parent": definition(ParentDraw(parent)), "child": definition(ChildDraw(child))}


families = st.tuples(st.binary(min_size=60, max_size=300), st.binary(min_size=60, max_size=300)).map(family)


class FamilyPath:
    """Feeds all orders of a family. Letters arrive whenever a choice says so, some of them twice."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self._paths: dict[str, Path] = {}

    def take(self, choice: int) -> None:
        """Something happens to one of the orders, or a letter arrives."""
        self._collect()
        if choice % 3 == 0 and self.family.letters:
            letter = self._next_letter(choice // 3)
            for _ in range(1 + choice % 2):
                self.family.deliver(letter)
        else:
            numbers = list(self.family.runs)
            self._path(numbers[choice % len(numbers)]).take(choice // 3)

    def _next_letter(self, choice: int) -> TellOrder:
        """The oldest letter to some order: between two orders nothing overtakes."""
        waiting = {letter.to: letter for letter in reversed(self.family.letters)}
        letter = waiting[sorted(waiting)[choice % len(waiting)]]
        self.family.letters.remove(letter)
        return letter

    def finish(self, most: int) -> None:
        """Carry all letters and do what is open everywhere, until all orders are over."""
        for _ in range(most):
            self.family.carry()
            still_open = [number for number, run in self.family.runs.items() if not run.state.over]
            if not still_open:
                return
            for number in still_open:
                self._path(number).finish(1)

    def _path(self, number: str) -> Path:
        return self._paths.setdefault(number, Path(self.family.runs[number]))

    def _collect(self) -> None:
        for command in self.family.collect():
            self.family.start_child(command)
