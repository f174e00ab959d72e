"""The command line: `python starter.py --help`. What it does is in `cli`."""

import sys
from typing import NoReturn

try:
    from stack import wiring
    from stack.leaving import leave
except ModuleNotFoundError as missing:
    sys.exit(
        f"{missing.name} is not installed for {sys.executable}. "
        "`make run` installs everything into .venv; then use `.venv/bin/python starter.py`."
    )


def main() -> NoReturn:
    """Run the command that the arguments name, and end with its exit status."""
    leave(wiring.main())


if __name__ == "__main__":
    main()
