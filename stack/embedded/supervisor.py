"""Brings back parts of a running stack that have ended, and says so."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, assert_never

_LONGEST_PAUSE_SECONDS = 30.0
# A part that ran this long was well: what ends it now has nothing to do with its last end.
_WELL_SECONDS = 60.0


class Supervised(Protocol):
    """What a supervisor needs of a stack."""

    def ended(self) -> dict[str, int]: ...
    def respawn(self, name: str) -> Callable[[], str]: ...


@dataclass(frozen=True, slots=True)
class _Runs:
    since: float
    failures: int = 0


@dataclass(frozen=True, slots=True)
class _Waits:
    until: float
    failures: int


@dataclass(frozen=True, slots=True)
class _Starts:
    since: float
    failures: int
    missing: Callable[[], str]


_Life = _Runs | _Waits | _Starts


class Supervisor:
    """Looks after a stack; the caller calls `look` every now and then, and stops the stack itself."""

    def __init__(
        self, stack: Supervised, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stack = stack
        self._say = say
        self._clock = clock
        self._lives: dict[str, _Life] = {}

    def look(self) -> None:
        """One round: notes which parts have ended, starts those whose pause is over, reports who is back."""
        now = self._clock()
        ended = self._stack.ended()
        for name in {**ended, **self._lives}:
            life = self._lives.get(name, _Runs(since=now - _WELL_SECONDS))
            self._lives[name] = self._next(name, life, ended.get(name), now)

    def _next(self, name: str, life: _Life, exit_code: int | None, now: float) -> _Life:
        match life:
            case _Runs() | _Starts() if exit_code is not None:
                return self._plan(name, life, exit_code, now)
            case _Waits(until, failures) if now >= until:
                return _Starts(now, failures, self._stack.respawn(name))
            case _Starts(missing=missing) if not missing():
                self._say(f"{name} is back.")
                return _Runs(now, life.failures)
            case _Runs() | _Waits() | _Starts():
                return life
            case _:
                assert_never(life)

    def _plan(self, name: str, life: _Runs | _Starts, exit_code: int, now: float) -> _Waits:
        """At once the first time, then after 1, 2, 4 … seconds."""
        earlier = life.failures if now - life.since < _WELL_SECONDS else 0
        pause = min(2.0 ** (earlier - 1), _LONGEST_PAUSE_SECONDS) if earlier else 0.0
        self._say(f"{name} ended ({_cause(exit_code)}); {_when(pause)}")
        return _Waits(now + pause, earlier + 1)


def _cause(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def _when(pause: float) -> str:
    return f"starting it again in {pause:g} s." if pause else "starting it again."
