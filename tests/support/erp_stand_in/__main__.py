"""`python -m tests.support.erp_stand_in`: runs until it is told to stop, or until it is made to die."""

import argparse
import sys
from pathlib import Path

from tests.support.erp_stand_in.server import Server
from tests.support.erp_stand_in.store import Store


def main() -> None:
    """Says its address once it listens."""
    parser = argparse.ArgumentParser(description="An ERP that can behave badly.")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free one")
    parser.add_argument("--data", type=Path, required=True, help="a SQLite file; what is in it stays")
    parser.add_argument("--forgetful", action="store_true", help="keep no keys, take duplicates")
    given = parser.parse_args()
    server = Server(("127.0.0.1", given.port), Store(given.data), forgetful=given.forgetful)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)
