"""Ctrl-C, SIGTERM and a closed terminal all mean: stop cleanly. Saying it twice does not mean more."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_REQUESTS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequests:
    """Turns the first request into KeyboardInterrupt in the main thread, and none after `ignore`."""

    def __init__(self) -> None:
        self._ignored = False

    def ignore(self) -> None:
        """From here on nothing interrupts: the clean end is under way."""
        self._ignored = True

    def arrive(self, _number: int, _frame: FrameType | None) -> None:
        if not self._ignored:
            self.ignore()
            raise KeyboardInterrupt


@contextmanager
def stop_requests() -> Iterator[StopRequests]:
    """Handles the three signals until the end of the context."""
    requests = StopRequests()
    # Whoever starts us with nohup wants us to outlive the terminal.
    heard = [number for number in _REQUESTS if number != signal.SIGHUP or not _is_ignored(number)]
    before = {number: signal.signal(number, requests.arrive) for number in heard}
    try:
        yield requests
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_ignored(number: signal.Signals) -> bool:
    return signal.getsignal(number) is signal.SIG_IGN
