"""Whatever a valid definition says and whatever happens to it: what must be true stays true.

``Run`` checks after every stimulus that a snapshot keeps the state, that the records rebuild it, that the
hash chain is whole, that a replay gives the same records, and that nothing is left when the process is over.
"""

from hypothesis import given
from hypothesis import strategies as st

from engine.interpreter.state import Instance
from tests.support.processes import a_process
from tests.support.random_paths import Path
from tests.support.random_processes import definitions
from tests.support.runs import Run

CHOICES = st.lists(st.integers(0, 10_000), max_size=25)


@given(definitions, CHOICES)
def test_random_definition_on_a_random_path_comes_to_its_end(text: str, choices: list[int]) -> None:
    run = Run(a_process(text)).start({"items": [7, 8]})
    path = Path(run)

    for choice in choices:
        path.take(choice)
    path.finish(300)

    assert run.state.over, f"{run.active()} {run.incidents()}"


@given(definitions, CHOICES)
def test_everything_that_waits_is_visible(text: str, choices: list[int]) -> None:
    run = Run(a_process(text)).start({"items": [7, 8]})
    path = Path(run)

    for choice in choices:
        path.take(choice)

    leaves = [
        i for i in run.state.instances.values() if not run.state.children.get(i.key) and i.kind != "process"
    ]
    waiting = {timer.instance for timer in run.state.timers.values()} | set(run.state.calls.values())
    for leaf in leaves:
        visible = leaf.incident is not None or "task" in leaf.data or leaf.key in waiting
        listens = any(leaf.element in ids for ids in run.process.receivers.values())
        assert visible or listens or leaf.element in run.process.watching or _waits_for_others(leaf), leaf


def _waits_for_others(leaf: Instance) -> bool:
    """A compensation waits for the fate of a call, what would end one for the compensation."""
    return "log" in leaf.data or "heldOff" in leaf.data
