"""Where Temporal and PostgreSQL are: the environment says it, or the stack that runs on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stack.layout import DataDirectory
from stack.settings import Settings
from stack.state import StackState

if TYPE_CHECKING:
    from temporalio.envconfig import ClientConnectConfig


class NoStack(Exception):
    """Nothing says where the servers are; the message says how to get some."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """How to reach both servers; ``temporal`` holds the keyword arguments of `Client.connect`."""

    temporal: ClientConnectConfig
    database_url: str


def find_addresses(settings: Settings, environment: Mapping[str, str] = os.environ) -> Addresses:
    """The environment wins, server by server, over the running stack. Raises `NoStack` when neither knows."""
    state = StackState.read(DataDirectory(settings.data_dir.resolve()).state)
    database_url = settings.database_url or (state.database_url if state else "")
    temporal = _temporal(state, environment)
    if not database_url or "target_host" not in temporal:
        raise NoStack(
            f"No stack runs on {settings.data_dir}. Start one with `make run` in another terminal, "
            "or say where the servers are with TEMPORAL_ADDRESS and DATABASE_URL."
        )
    return Addresses(temporal, database_url)


def _temporal(state: StackState | None, environment: Mapping[str, str]) -> ClientConnectConfig:
    if state is not None and "TEMPORAL_ADDRESS" not in environment:
        # A configuration file that the person keeps for other servers has no say about our own.
        return {"target_host": state.temporal_address}
    from temporalio.envconfig import ClientConfig  # half a second, for those who need it

    return ClientConfig.load_client_connect_config(override_env_vars=dict(environment))
