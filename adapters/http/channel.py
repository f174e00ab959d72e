"""Requests to an outside system, and what its answers mean.

| what comes back | what it means |
|---|---|
| 2xx with JSON | the answer |
| 409, 422, 501 | a business answer: `BusinessAnswer`, for the adapter to read |
| 408, 425, 429, other 5xx | UnavailableError; `Retry-After` is respected |
| no connection, time-out, connection lost, no JSON | UnavailableError: whether it took effect is unknown |
| any other 3xx, 4xx | RejectedError: no retry will change that |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from json import JSONDecodeError
from typing import Any

import httpx

from application.ports import RejectedError, UnavailableError

_BUSINESS = {409, 422, 501}
_LATER = {408, 425, 429}


class BusinessAnswer(Exception):
    """The system understood and contradicts; `code` and `body` are its words."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(str(body.get("message") or body.get("code") or status))
        self.code = str(body.get("code", ""))
        self.body = body


@dataclass(frozen=True, slots=True)
class Channel:
    """One outside system, named for people. Threads may share it."""

    system: str
    client: httpx.Client

    @property
    def patience(self) -> timedelta:
        """How long a request may take; a request that was given up may do its work for about as long."""
        return timedelta(seconds=self.client.timeout.read or 0)

    def get(self, path: str, **query: str) -> dict[str, Any]:
        """Read something."""
        return self._request("GET", path, params=query)

    def post(self, path: str, key: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Do something, once for each key."""
        return self._request("POST", path, json=body, headers={"Idempotency-Key": key})

    def _request(self, method: str, path: str, **parts: Any) -> dict[str, Any]:
        try:
            answer = self.client.request(method, path, **parts)
        except httpx.TimeoutException as error:
            seconds = self.patience.total_seconds()
            raise UnavailableError(f"{self.system} has not answered within {seconds:g} s") from error
        except httpx.TransportError as error:
            raise UnavailableError(f"{self.system} cannot be reached: {error}") from error
        return self._read(answer)

    def _read(self, answer: httpx.Response) -> dict[str, Any]:
        status = answer.status_code
        if answer.is_success:
            return self._json(answer)
        if status in _BUSINESS:
            raise BusinessAnswer(status, self._json(answer))
        said = f"{self.system} answered {status} {answer.reason_phrase}"
        if status in _LATER or answer.is_server_error:
            raise UnavailableError(said, _retry_after(answer))
        raise RejectedError(f"{said}: {answer.text[:500]}")

    def _json(self, answer: httpx.Response) -> dict[str, Any]:
        try:
            body = answer.json()
        except (JSONDecodeError, UnicodeDecodeError):
            body = None
        if not isinstance(body, dict):
            raise UnavailableError(f"{self.system} answered with what is no JSON object: {answer.text[:200]}")
        return body


def _retry_after(answer: httpx.Response) -> timedelta | None:
    """RFC 9110, 10.2.3: seconds, or a date."""
    wish = answer.headers.get("Retry-After", "").strip()
    if not wish:
        return None
    if wish.isascii() and wish.isdigit():
        return timedelta(seconds=min(int(wish), 86_400))
    try:
        moment = parsedate_to_datetime(wish)
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(timedelta(0), min(aware - datetime.now(UTC), timedelta(days=1)))
