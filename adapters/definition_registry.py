"""Compiled definitions by digest. What was published once stays resolvable, whatever becomes of the files."""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.dialects.postgresql import insert

from application.vocabulary import words_of
from database.tables import groups, process_definitions
from engine.compiler import Library, compile_definitions
from engine.model import Process, ServiceSignature
from engine.values import Value, decode, encode

NUL = "\0"  # no database stores it in a text


class UnknownDigestError(LookupError):
    """Nobody has published a definition with this digest, or it no longer compiles to it."""


@dataclass(slots=True)
class DefinitionRegistry:
    """Files first, then the table, which any worker and any command line can add to."""

    engine: Engine
    signatures: Mapping[str, ServiceSignature]
    _processes: dict[str, Process] = field(default_factory=dict)

    def publish(self, files: Mapping[str, bytes], by: str, process: str | None = None) -> Library:
        """Compile files and keep every sound process among them for good. Again changes nothing.

        With the name of a process only that one, and those that it may call.

        Groups that processes name are looked up in the staff directory, once there is one.
        """
        only = None if process is None else partial(_is_named, process)
        library = compile_definitions(files, self.signatures, self._groups(), only)
        bundle = zlib.compress(encode({path: _written(data) for path, data in files.items()}))
        rows = [self._row(process, bundle, by) for process in library.processes.values()]
        if rows:
            with self.engine.begin() as connection:
                connection.execute(insert(process_definitions).on_conflict_do_nothing(), rows)
                _complete(connection, rows)
        self._processes |= {process.digest: process for process in library.processes.values()}
        return library

    def _groups(self) -> frozenset[str] | None:
        with self.engine.connect() as connection:
            return frozenset(connection.scalars(select(groups.c.id))) or None

    def _row(self, process: Process, bundle: bytes, by: str) -> dict[str, Any]:
        return {
            "digest": process.digest,
            "name": process.name,
            "version": process.version,
            "bundle": bundle,
            "words": words_of(process),
            "status": "draft",
            "published_at": datetime.now(UTC),
            "published_by": by,
        }

    def newest(self, name: str) -> tuple[int, str] | None:
        """Version and digest of the newest definition of a process: of its highest version what was published
        last; None when there is none."""
        table = process_definitions.c
        query = select(table.version, table.digest).where(table.name == name, table.status != "retired")
        with self.engine.connect() as connection:
            row = connection.execute(query.order_by(table.version.desc(), table.published_at.desc())).first()
        return None if row is None else (row.version, row.digest)

    def resolve(self, digest: str) -> Process:
        """The process with a digest; always the same one. Raises UnknownDigestError."""
        found = self._processes.get(digest)
        if found is None:
            found = self._processes[digest] = self._load(digest)
        return found

    def _load(self, digest: str) -> Process:
        table = process_definitions.c
        query = select(table.bundle, table.name).where(table.digest == digest)
        with self.engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise UnknownDigestError(f"no definition with the digest {digest} was ever published here")
        sources = decode(zlib.decompress(row.bundle))
        assert isinstance(sources, dict)
        files = {path: _read(text) for path, text in sources.items()}
        only = partial(_is_named, row.name)
        process = compile_definitions(files, self.signatures, only=only, proven=True).by_digest(digest)
        if process is None:
            raise UnknownDigestError(
                f"the definition published as {digest} has another digest now: a service that it uses has "
                "changed its input, output or errors; provide the old version of that service"
            )
        return process


def _complete(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Give what was published before its words were kept its words."""
    table = process_definitions
    here = table.c.digest.in_([row["digest"] for row in rows]) & table.c.words.is_(None)
    bare = set(connection.scalars(select(table.c.digest).where(here)))
    for row in rows:
        if row["digest"] in bare:
            change = update(table).where(table.c.digest == row["digest"])
            connection.execute(change.values(words=row["words"]))


def _is_named(wanted: str, _file: str, name: str) -> bool:
    return name == wanted


def _written(data: bytes) -> Value:
    """A file as a value. XML may say that it is in another encoding: then its bytes are kept as they are."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = NUL
    return {"base64": b64encode(data).decode()} if NUL in text else text


def _read(value: Value) -> bytes:
    """The file again, as `_written` has it and had it once (`latin1`)."""
    match value:
        case {"base64": str(text)}:
            return b64decode(text)
        case {"latin1": str(text)}:
            return text.encode("latin-1")
        case _:
            return str(value).encode()
