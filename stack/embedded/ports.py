"""Ports on the loopback address: the usual one when it is free, any free one otherwise."""

import secrets
import socket
from contextlib import closing

HOST = "127.0.0.1"
# Below the ports that systems give to outgoing connections (Linux from 32768, macOS from 49152): a port from
# there may be gone between choosing it and listening, or while a killed server is away.
_QUIET = range(20_000, 32_000)
_TRIES = 100


def choose_port(*preferred: int) -> int:
    """The first of the preferred ports where nobody listens, else a free one; 0 always means a free one."""
    return next((port for port in preferred if port and _is_free(port)), 0) or _any_free()


def _is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        # Connections of a stack that just stopped linger for a minute; they are no reason to move.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return not _answers(port)


def _answers(port: int) -> bool:
    """Somebody listens on all addresses: macOS lets the more specific one be bound all the same."""
    with closing(socket.socket()) as probe:
        probe.settimeout(0.2)
        return probe.connect_ex((HOST, port)) == 0


def _any_free() -> int:
    for _ in range(_TRIES):
        if _is_free(port := secrets.choice(_QUIET)):
            return port
    return _whatever_the_system_gives()


def _whatever_the_system_gives() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
