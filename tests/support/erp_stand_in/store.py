"""What the stand-in has done, in one SQLite file; a commit is on the disk before anybody hears of it."""

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT UNIQUE, reference TEXT NOT NULL,
    state TEXT NOT NULL, content TEXT NOT NULL, never INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX IF NOT EXISTS alive ON documents (kind, reference)
    WHERE state <> 'cancelled' AND key IS NOT NULL;
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, method TEXT NOT NULL, path TEXT NOT NULL, key TEXT
);
"""
PREFIX = {"sales-orders": "SO", "purchase-orders": "PO"}
OVER = ("cancelled", "refused")


class Conflict(Exception):
    """What was asked for contradicts what is there; `answer` says how."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__(answer["code"])
        self.answer = answer


class Store:
    """Documents and requests. One writer at a time, from whatever thread."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.row_factory = sqlite3.Row
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=FULL")
        self._database.executescript(SCHEMA)

    def enter(self, kind: str, key: str | None, content: dict[str, Any]) -> dict[str, Any]:
        """Enter a document once for each key (without a key: every time). Raises Conflict."""
        reference = content["reference"]
        with self._lock:
            if key is not None:
                if done := self._one("SELECT * FROM documents WHERE key = ?", key):
                    return _document(done)
                alive = next((d for d in self.find(kind, reference) if d["state"] not in OVER), None)
                if alive is not None and alive["content"] != content:
                    raise Conflict({"code": "other_content", "number": alive["number"]})
                if alive is not None:
                    return alive
            values = (kind, key, reference, "confirmed", json.dumps(content))
            self._database.execute(
                "INSERT INTO documents (kind, key, reference, state, content) VALUES (?, ?, ?, ?, ?)", values
            )
            row = self._one("SELECT * FROM documents WHERE id = last_insert_rowid()")
            assert row is not None
            return _document(row)

    def never(self, kind: str, key: str, reference: str) -> None:
        """What comes later under this key is cancelled already."""
        values = (kind, key, reference, "cancelled", json.dumps({"reference": reference, "lines": []}))
        with self._lock:
            self._database.execute(
                "INSERT OR IGNORE INTO documents (kind, key, reference, state, content, never) "
                "VALUES (?, ?, ?, ?, ?, 1)",
                values,
            )

    def find(self, kind: str, reference: str) -> list[dict[str, Any]]:
        """All documents under a reference, oldest first."""
        query = "SELECT * FROM documents WHERE kind = ? AND reference = ? AND never = 0 ORDER BY id"
        with self._lock:
            return [_document(row) for row in self._database.execute(query, (kind, reference))]

    def cancel(self, number: str) -> dict[str, Any]:
        """Cancel a document; twice is as once. Raises Conflict and KeyError."""
        with self._lock:
            id_ = int(number.partition("-")[2])
            row = self._one("SELECT * FROM documents WHERE id = ?", id_)
            if row is None:
                raise KeyError(number)
            if row["state"] == "done":
                raise Conflict({"code": "too_late", "number": number, "state": "done"})
            if row["state"] not in OVER:
                self.set_state(id_, "cancelled")
            row = self._one("SELECT * FROM documents WHERE id = ?", id_)
            assert row is not None
            return _document(row)

    def set_state(self, id_: int, state: str) -> None:
        """What people do in the ERP itself."""
        with self._lock:
            self._database.execute("UPDATE documents SET state = ? WHERE id = ?", (state, id_))

    def note(self, method: str, path: str, key: str | None) -> None:
        """Remember that somebody asked."""
        with self._lock:
            values = (method, path, key)
            self._database.execute("INSERT INTO requests (method, path, key) VALUES (?, ?, ?)", values)

    def effects(self) -> dict[str, Any]:
        """Everything that was entered, and everything that was asked."""
        with self._lock:
            documents = self._database.execute("SELECT * FROM documents WHERE never = 0 ORDER BY id")
            requests = self._database.execute("SELECT method, path, key FROM requests ORDER BY id")
            return {
                "documents": [_document(d) | {"key": d["key"]} for d in documents],
                "requests": [dict(r) for r in requests],
            }

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._database.executescript("DELETE FROM documents; DELETE FROM requests;")

    def _one(self, query: str, *values: Any) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._database.execute(query, values).fetchone()
        return row


def _document(row: sqlite3.Row) -> dict[str, Any]:
    content = json.loads(row["content"])
    document = {
        "number": f"{PREFIX[row['kind']]}-{row['id']:06d}",
        "reference": row["reference"],
        "state": row["state"],
        "content": content,
    }
    if row["kind"] == "purchase-orders":
        document["promised"] = content.get("wanted")
        document["confirmed"] = [{"line": c["line"], "quantity": c["quantity"]} for c in content["lines"]]
    return document
