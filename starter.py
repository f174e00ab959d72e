"""The command line: `python starter.py --help`. What it does is in `cli`."""

from typing import NoReturn

from stack import wiring
from stack.leaving import leave


def main() -> NoReturn:
    """Run the command that the arguments name, and end with its exit status."""
    leave(wiring.main())


if __name__ == "__main__":
    main()
