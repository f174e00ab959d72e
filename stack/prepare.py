"""Brings servers that others run (compose, production) to what this version of the code needs."""

import asyncio
import sys

from database.migrate import migrate
from stack.addresses import Addresses, NoStack, find_addresses
from stack.connection import connect
from stack.leaving import leave
from stack.namespace import register_search_attributes
from stack.search_attributes import search_attributes
from stack.settings import BadSettings, Settings


async def prepare_namespace(addresses: Addresses) -> tuple[str, ...]:
    """Registers the search attributes that are missing; returns their names."""
    return await register_search_attributes(await connect(addresses), search_attributes())


def main() -> int:
    """`python -m stack.prepare`, to be run once for each new version, before its workers. Safe to repeat."""
    try:
        addresses = find_addresses(Settings.load())
    except (BadSettings, NoStack) as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    revisions = migrate(addresses.database_url)
    added = asyncio.run(prepare_namespace(addresses))
    sys.stdout.write(f"tables: {', '.join(revisions) or 'up to date'}\n")
    sys.stdout.write(f"search attributes: {', '.join(added) or 'up to date'}\n")
    return 0


if __name__ == "__main__":
    leave(main())
