"""One message over HTTP, timed: from the request to the last byte of the reply."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, RemoteDisconnected
from typing import Any
from urllib.parse import urlsplit

JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Line:
    """A kept-alive connection of the standard library: whatever the client takes is taken from both sides' figures."""

    connection: HTTPConnection

    def post(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> tuple[float, int, Any]:
        """Milliseconds, status and reply; building and reading JSON is outside of the time."""
        sent = json.dumps(body).encode()
        try:
            return self._timed(path, sent, headers)
        except (RemoteDisconnected, BrokenPipeError):  # the server had closed an idle connection
            self.connection.close()
            return self._timed(path, sent, headers)

    def _timed(self, path: str, sent: bytes, headers: dict[str, str]) -> tuple[float, int, Any]:
        began = time.perf_counter()
        self.connection.request("POST", path, sent, JSON | headers)
        response = self.connection.getresponse()
        received = response.read()
        milliseconds = 1000 * (time.perf_counter() - began)
        return milliseconds, response.status, json.loads(received)


@contextmanager
def line(url: str) -> Iterator[Line]:
    """A connection to this address, closed at the end."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        yield Line(connection)
    finally:
        connection.close()
