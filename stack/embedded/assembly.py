"""Which parts a stack consists of, on which ports, and under which addresses they are reached."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from stack.embedded.part import PartSpec
from stack.embedded.ports import HOST, choose_port
from stack.embedded.postgres import database_url, postgres_part
from stack.embedded.temporal import NAMESPACE, temporal_part
from stack.embedded.worker import worker_part
from stack.layout import DataDirectory

DATABASE = "orderflow"


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports to use when they are free; 0 takes any free one."""

    temporal: int = 7233
    temporal_ui: int = 8233
    postgres: int = 54321  # beside 5432, where a PostgreSQL of the machine usually listens

    @classmethod
    def any_free(cls) -> "Ports":
        return cls(temporal=0, temporal_ui=0, postgres=0)

    def chosen(self, before: "Ports | None" = None) -> "Ports":
        """The same ports, with those that are taken replaced by free ones. The ones from ``before`` come
        first: whoever wrote an address down finds it again."""
        first, then = asdict(before or self), asdict(self)
        return Ports(**{server: choose_port(first[server], then[server]) for server in then})

    def moves(self, chosen: "Ports", before: "Ports | None" = None) -> Iterator[str]:
        """A sentence for each port that is not the wanted one."""
        actual, first = asdict(chosen), asdict(before or self)
        for server, port in asdict(self).items():
            if actual[server] == port or not (port or first[server]):
                continue
            if actual[server] == first[server]:
                yield f"{server} uses port {actual[server]}, as before."
            else:
                yield f"Port {first[server]} is taken; {server} uses {actual[server]}."


@dataclass(frozen=True, slots=True)
class Assembly:
    """What to run, and what is there already: for a given address no server of ours is started."""

    data: DataDirectory
    ports: Ports = field(default_factory=Ports)
    durable: bool = True
    web_ui: bool = True
    workers: int = 1
    search_attributes: Mapping[str, str] = field(default_factory=dict)
    worker_environment: Mapping[str, str] = field(default_factory=dict)
    given_temporal: str = ""
    given_database: str = ""

    @property
    def temporal_address(self) -> str:
        return self.given_temporal or f"{HOST}:{self.ports.temporal}"

    @property
    def temporal_ui(self) -> str:
        """Address of Temporal's own web pages, "" when there are none of ours."""
        return f"http://{HOST}:{self.ports.temporal_ui}" if self.web_ui and not self.given_temporal else ""

    @property
    def database_url(self) -> str:
        return self.given_database or database_url(self.data, self.ports.postgres, DATABASE)

    def servers(self) -> tuple[PartSpec, ...]:
        """In the order in which they start; they stop in the opposite one."""
        postgres = postgres_part(self.data, self.ports.postgres, self.durable)
        temporal = temporal_part(
            self.data,
            self.ports.temporal,
            self.ports.temporal_ui if self.web_ui else None,
            self.search_attributes,
        )
        return (*(() if self.given_database else (postgres,)), *(() if self.given_temporal else (temporal,)))

    def worker_parts(self) -> tuple[PartSpec, ...]:
        names = ("worker", *(f"worker-{number}" for number in range(2, self.workers + 1)))[: self.workers]
        return tuple(worker_part(self.data, name, self._worker_environment()) for name in names)

    def _worker_environment(self) -> Mapping[str, str]:
        # A configuration file that the person keeps for other servers has no say about our own.
        ours = {"TEMPORAL_NAMESPACE": NAMESPACE, "TEMPORAL_CONFIG_FILE": os.devnull}
        addresses = {"TEMPORAL_ADDRESS": self.temporal_address, "DATABASE_URL": self.database_url}
        return {**addresses, **({} if self.given_temporal else ours), **self.worker_environment}
