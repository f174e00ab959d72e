"""Four eyes: a task that excludes people has to leave somebody."""

from collections.abc import Sequence

from engine.interpreter.turn import Turn

NOBODY_LEFT = "NOBODY_LEFT"  # the incident of a task whose exclusions leave nobody


def leaves_somebody(turn: Turn, people: Sequence[str], groups: Sequence[str], excluded: list[str]) -> bool:
    """Whether anybody of these people and groups is not excluded. The staff directory is asked only where
    the people do not tell."""
    if not excluded or set(people) - set(excluded):
        return True
    return turn.surroundings.anybody(list(groups), excluded)
