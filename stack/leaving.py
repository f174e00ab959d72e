"""How a process that used Temporal's client ends."""

import logging
import os
import sys
from contextlib import suppress
from typing import NoReturn


def leave(status: int) -> NoReturn:
    """End the process with this exit status, whatever threads are left.

    Threads of Temporal's core may abort the interpreter while it is being taken down, and the status with it
    (seen under load: -6 after all work was done). So everything is written, and the rest is left out.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # closed, or the reader is gone
            stream.flush()
    os._exit(status)
