"""The stand-in's HTTP: documents by kind, and an admin's doors.

GET  /{kind}?reference=R        {"items": […]}, oldest first
POST /{kind}                    enters; Idempotency-Key; 201, 409 other_content, 422 refused
POST /{kind}/never              what comes later under this key is cancelled before it begins
POST /{kind}/{number}/cancel    200, 404, 409 too_late
GET  /admin/effects             POST /admin/faults, /admin/behave, /admin/clear, /admin/state
"""

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.erp_stand_in.faults import Fault, FaultPlan
from tests.support.erp_stand_in.store import PREFIX, Conflict, Store

Answer = tuple[int, dict[str, Any]]
_NOWHERE: Answer = (404, {"code": "nowhere"})


class Server(ThreadingHTTPServer):
    """One ERP. `forgetful`: it keeps no keys and takes duplicates, as some do."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], store: Store, *, forgetful: bool) -> None:
        super().__init__(address, Handler)
        self.store = store
        self.plan = FaultPlan()
        self.forgetful = forgetful
        self.rate = Rate()
        self.busy = 0
        self._counting = threading.Lock()
        self.world = 0  # counts up when everything is cleared

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While a request is served, whether anybody still waits for it or not."""
        with self._counting:
            self.busy += 1
        try:
            yield
        finally:
            with self._counting:
                self.busy -= 1

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that hang up are none of its business."""


class Rate:
    """The most requests within any second, as an admin would read it from a log."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times: list[float] = []

    def note(self) -> None:
        """A request has come."""
        with self._lock:
            self._times.append(time.monotonic())

    def highest(self) -> int:
        """How many came within a second at most."""
        with self._lock:
            times = list(self._times)
        return max((sum(1 for t in times if 0 <= t - start < 1) for start in times), default=0)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Tests read effects, not logs."""

    def do_GET(self) -> None:
        """Look something up."""
        self._serve("GET")

    def do_POST(self) -> None:
        """Do something."""
        self._serve("POST")

    def _serve(self, method: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        body = json.loads(raw) if raw else {}
        path = unquote(urlsplit(self.path).path)
        if path.startswith("/admin/"):
            return self._send(*self._admin(path.removeprefix("/admin/"), body))
        self.server.store.note(method, path, self._key())
        self.server.rate.note()
        fault = self.server.plan.next(method, path)
        with self.server.at_work():
            if fault is None:
                return self._send(*self._answer(method, path, body))
            return self._misbehave(fault, method, path, body)

    def _key(self) -> str | None:
        return self.headers.get("Idempotency-Key")

    def _answer(self, method: str, path: str, body: dict[str, Any]) -> Answer:
        kind, _, rest = path.strip("/").partition("/")
        if kind not in PREFIX:
            return _NOWHERE
        try:
            if method == "GET":
                reference = parse_qs(urlsplit(self.path).query)["reference"][0]
                return 200, {"items": self.server.store.find(kind, reference)}
            return self._do(kind, rest, body)
        except Conflict as conflict:
            return 409, conflict.answer
        except (KeyError, ValueError):
            return _NOWHERE

    def _do(self, kind: str, what: str, body: dict[str, Any]) -> Answer:
        store = self.server.store
        match what:
            case "":
                return 201, store.enter(kind, None if self.server.forgetful else self._key(), body)
            case "never":
                return self._never(kind, body)
            case _:
                return 200, store.cancel(what.removesuffix("/cancel"))

    def _never(self, kind: str, body: dict[str, Any]) -> Answer:
        key = self._key()
        if self.server.forgetful or key is None:
            return 501, {"code": "no_keys"}
        self.server.store.never(kind, key, body["reference"])
        return 200, {}

    def _misbehave(self, fault: Fault, method: str, path: str, body: dict[str, Any]) -> None:
        if fault.when == "after" and fault.kind in ("silent", "die", "garbage", "twice", "lazy"):
            answer = self._answer(method, path, body)
        match fault.kind:
            case "slow":
                world = self.server.world
                time.sleep(fault.seconds)
                if world == self.server.world:  # nothing was cleared meanwhile
                    self._send(*self._answer(method, path, body))
            case "refuse":
                self._send(422, {"code": "refused", "message": "the customer is blocked"})
            case "silent":
                time.sleep(fault.seconds or 3_600)
                self.close_connection = True
            case "twice":
                self._send(*self._answer(method, path, body))
                self._send(*answer)
            case "die":
                os._exit(137)
            case "busy":
                self._send(429, {"code": "busy"}, {"Retry-After": str(int(fault.seconds))})
            case "broken":
                self._send(500, {"code": "broken"})
            case "garbage":
                self._send_bytes(200, b"<html>ERP</html>", {"Content-Type": "text/html"})
            case "reject":
                self._send(400, {"code": "rejected", "message": "no such field: reference"})
            case "lazy":
                self._process_later(answer, fault.seconds)

    def _process_later(self, answer: Answer, seconds: float) -> None:
        status, document = answer
        id_ = int(document["number"].partition("-")[2])
        self.server.store.set_state(id_, "received")
        threading.Timer(seconds, self.server.store.set_state, (id_, "confirmed")).start()
        self._send(status, document | {"state": "received"})

    def _admin(self, door: str, body: dict[str, Any]) -> Answer:
        match door:
            case "faults":
                self.server.plan.add(body)
            case "behave":
                self.server.plan.clear()
            case "clear":
                self.server.world += 1
                self.server.plan.clear()
                self.server.store.clear()
            case "state":
                self.server.store.set_state(int(body["number"].partition("-")[2]), body["state"])
            case "effects":
                more = {"highest_rate": self.server.rate.highest(), "busy": self.server.busy}
                return 200, self.server.store.effects() | more
            case _:
                return _NOWHERE
        return 200, {}

    def _send(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self._send_bytes(
            status, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})}
        )

    def _send_bytes(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
