"""Where workflows find compiled definitions: the worker installs a resolver before it starts."""

from collections.abc import Callable

from engine.model import Process

Resolver = Callable[[str], Process]


class UnknownDefinitionError(Exception):
    """No definition with this digest is known here: an engineer has to provide it. The order waits."""


def _nothing_installed(digest: str) -> Process:
    raise UnknownDefinitionError(f"no definitions are installed; {digest} was asked for")


_resolvers: list[Resolver] = [_nothing_installed]


def install(resolver: Resolver) -> None:
    """Let workflows of this process resolve digests. The resolver must always give the same for a digest."""
    _resolvers[0] = resolver


def resolve(digest: str) -> Process:
    """The definition with a digest. Raises UnknownDefinitionError, which fails the workflow task: visibly."""
    return _resolvers[0](digest)
