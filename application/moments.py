"""Times for people."""

from datetime import datetime


def on_the_clock(time: datetime) -> str:
    """A time as the clock on this machine shows it, to the minute."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M")
