"""Starts a worker: `python worker.py [--queue NAME]…`. What it does is in `stack.worker`."""

from stack.leaving import leave
from stack.worker import main

if __name__ == "__main__":
    leave(main())
