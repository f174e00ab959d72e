"""What the demonstration says: one line an order."""

from collections.abc import Sequence
from datetime import timedelta

from demo.performance import Performance


def line_of(performance: Performance) -> str:
    """Number, process, sample, stages, user tasks and by whom, status, business time, history events; and
    what is not as the script says."""
    name, story = performance.sample.script.script, performance.story
    problems = "".join(f"\n    ✗ {problem}" for problem in performance.problems)
    if story is None:
        return f"✗ {name}{problems}"
    tasks = ", ".join(f"{done.task} {done.by}" for done in story.tasks) or "nobody had to act"
    parts = (
        f"{'✗' if problems else '✓'} {story.number}",
        f"{story.process} {name}",
        " > ".join(story.stages),
        tasks,
        story.status,
        spoken(story.lasted),
        f"{performance.events} events",
    )
    return " | ".join(parts) + problems


def summary_of(performances: Sequence[Performance], seconds: float) -> str:
    """The last line."""
    wrong = sum(1 for performance in performances if performance.problems)
    verdict = f"{wrong} not as their scripts say" if wrong else "all as their scripts say"
    return f"{len(performances)} orders in {seconds:.1f} s, {verdict}."


def spoken(time: timedelta) -> str:
    """A time in days, hours and minutes: `7 d 2 h`, `12 min`."""
    minutes = round(time.total_seconds() / 60)
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount) or "no time"
