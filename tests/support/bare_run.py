"""`make run` without samples, whatever the real one loads."""

import sys

from stack.launch import main

if __name__ == "__main__":
    sys.exit(main())
