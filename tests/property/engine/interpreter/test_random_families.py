"""Whatever orders that call each other say, and however their letters are delayed or repeated: all of them
come to an end, and a parent ends with nothing of its children left to wait for."""

from hypothesis import given
from hypothesis import strategies as st

from engine.interpreter import open_children
from tests.support.families import Family, a_library
from tests.support.random_families import FamilyPath, families

CHOICES = st.lists(st.integers(0, 10_000), max_size=25)


@given(families, CHOICES)
def test_random_family_on_a_random_path_comes_to_its_end(texts: dict[str, str], choices: list[int]) -> None:
    family = Family(a_library(**texts))
    family.begin({"items": [7, 8]})
    path = FamilyPath(family)

    for choice in choices:
        path.take(choice)
    path.finish(400)

    waiting = {
        number: (run.active(), run.incidents()) for number, run in family.runs.items() if not run.state.over
    }
    assert not waiting
    assert all(not open_children(run.state) for run in family.runs.values())
