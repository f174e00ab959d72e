"""Every number and switch that a person may set, each with the reason for its default."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


def _limits(text: str) -> dict[str, float]:
    """``erp=20 logistics=5`` as a mapping. Raises ValueError."""
    pairs = [part.partition("=") for part in text.replace(",", " ").split()]
    limits = {name: float(number) for name, sign, number in pairs if name and sign}
    if len(limits) < len(pairs) or not all(0 < limit < 1e6 for limit in limits.values()):
        raise ValueError("write queue=number for each, such as erp=20")
    return limits


def _readable(text: str) -> str:
    _limits(text)
    return text


def _address(text: str) -> str:
    if text and not text.startswith(("postgresql://", "postgresql+psycopg://")):
        raise ValueError("write postgresql://user:password@host/database")
    return text


Port = Annotated[int, Field(ge=0, le=65_535)]


class BadSettings(Exception):
    """An environment variable does not fit; the message names each with what is wrong."""


class Settings(BaseSettings):
    """Read from environment variables: ORDERFLOW_ and the field's name, or the alias where one is given.

    Where Temporal is, and how to get in, comes from Temporal's own variables and file (TEMPORAL_ADDRESS,
    TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS…, TEMPORAL_CONFIG_FILE): see `stack.addresses`.
    """

    model_config = SettingsConfigDict(env_prefix="ORDERFLOW_", frozen=True)

    # -- where things are
    data_dir: Path = Path("var")
    """The embedded stack's only directory: databases, logs, addresses."""
    definitions: Path = Path(__file__).parent.parent / "definitions"
    """Process definitions and all that belongs to them."""
    database_url: Annotated[str, AfterValidator(_address)] = Field("", validation_alias="DATABASE_URL")
    """A PostgreSQL server to use instead of the embedded one, as postgresql://user:password@host/database."""
    temporal_address: str = Field("", validation_alias="TEMPORAL_ADDRESS")
    """A Temporal server to use instead of the embedded one, as host:port."""
    samples: bool = Field(True, validation_alias="SAMPLES")
    """Load sample products, staff and orders when the stack starts for the first time."""

    # -- outside systems; without an address the built-in back office does their work
    erp_url: str = Field("", validation_alias="ERP_URL")
    """An ERP behind HTTP (`adapters/http/erp.py` has the protocol); without it the built-in one."""
    erp_token: str = Field("", validation_alias="ERP_TOKEN", repr=False)
    """Goes along as a bearer token."""
    erp_timeout_seconds: float = Field(10, gt=0, le=25)
    """How long a request to the ERP may take. A call may make two, and has 30 s unless its definition says
    otherwise; a call that ends by itself tells more than one that is given up."""
    calls_per_second: Annotated[str, AfterValidator(_readable)] = "erp=20"
    """Calls that each outside system can bear, over all workers; a queue that is not named has no limit."""

    # -- ports of the embedded stack; a port that is taken is replaced by a free one
    temporal_port: Port = 7233
    temporal_ui_port: Port = 8233
    postgres_port: Port = 54321

    # -- a worker process
    workers: int = Field(1, ge=1, le=64)
    """Worker processes that `make run` starts. One uses one core; more help only with more cores."""
    listen_host: str = "127.0.0.1"
    """Where health and metrics are served. In a container: 0.0.0.0."""
    health_port: Port = 8081
    metrics_port: Port = 9464
    """Prometheus metrics of Temporal's client and worker; 0 switches them off."""

    segment_slots: int = Field(10, ge=1)
    """Segments that run at once, and database connections in the pool: one needs the other. More than this
    only queues inside PostgreSQL: a segment is mostly the database's work."""
    workflow_slots_per_segment: int = Field(4, ge=2)
    """Workflow tasks at once, as a multiple of segments. A workflow task holds its slot while its segment
    waits for one; with as many slots as segments nothing else would move (3 slots: 40 s instead of 6)."""
    activity_slots: int = Field(50, ge=1)
    """Calls to outside systems at once. They wait for others and cost a thread each, nothing more."""
    cached_workflows: int = Field(5_000, ge=100)
    """Orders kept in memory between two moments. An order that is not here is replayed from its history
    (20 to 30 ms); an order that is here costs about 50 kB. Never 0: each task would replay everything."""
    sticky_seconds: float = Field(3, gt=0)
    """How long a task waits for the worker that has its order in memory before any other may take it. It is
    the better part of the time that an order of a dead worker stands still, so it is short (measured over 20
    orders: 3.1 s with 3, 10.1 s with Temporal's own 10)."""
    drain_seconds: float = Field(15, gt=0)
    """After SIGTERM: time for what has begun to finish. A segment takes a second, its slowest statement five;
    Docker and Kubernetes kill after 30 s unless told otherwise (Docker: 10 s, see docker-compose.yml)."""

    # -- the embedded Temporal server
    retention_days: int = Field(30, ge=1)
    """How long Temporal keeps the histories of closed orders; the journals in PostgreSQL stay for good."""

    services: str = "stack.services:queue_workers"
    """What the task queues run, as module:function; see `stack.queues.QueueWorkers`."""

    @property
    def call_limits(self) -> dict[str, float]:
        """Calls per second by task queue."""
        return _limits(self.calls_per_second)

    @property
    def workflow_slots(self) -> int:
        return self.segment_slots * self.workflow_slots_per_segment

    @property
    def sticky_timeout(self) -> timedelta:
        return timedelta(seconds=self.sticky_seconds)

    @property
    def drain_timeout(self) -> timedelta:
        return timedelta(seconds=self.drain_seconds)

    @classmethod
    def load(cls) -> "Settings":
        """The settings from the environment. Raises `BadSettings`."""
        try:
            return cls()
        except ValidationError as error:
            raise BadSettings("\n".join(_sentence(dict(found)) for found in error.errors())) from None


def _sentence(found: dict[str, Any]) -> str:
    name = str(found["loc"][0])
    variable = name if name.isupper() else f"ORDERFLOW_{name.upper()}"
    return f"{variable}={found['input']}: {found['msg']}"
