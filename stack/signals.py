"""Ctrl-C, SIGTERM and a closed terminal all mean: stop cleanly. Saying it twice does not mean more."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    before = {number: signal.signal(number, requests.arrive) for number in _heard()}
    try:
        yield requests
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def leave_when_asked(words: str) -> None:
    """From here until `stop_requests`, each of the three signals ends the process with status 0: nothing has
    been started that would have to be ended. An exception could get lost inside an import; this cannot."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        with suppress(OSError):  # the terminal may be gone
            os.write(1, words.encode())
        os._exit(0)

    for number in _heard():
        signal.signal(number, leave)


def _heard() -> list[signal.Signals]:
    """Whoever starts us with nohup wants us to outlive the terminal."""
    return [number for number in _REQUESTS if number != signal.SIGHUP or not _is_ignored(number)]


def _is_ignored(number: signal.Signals) -> bool:
    return signal.getsignal(number) is signal.SIG_IGN
