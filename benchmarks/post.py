"""One message over HTTP, timed: from the request to the last byte of the reply."""

import time
from typing import Any

import httpx


def client(url: str) -> httpx.Client:
    """One kept-alive connection, and no proxy of the environment."""
    return httpx.Client(base_url=url, timeout=60, trust_env=False)


def timed(http: httpx.Client, path: str, body: dict[str, Any], headers: dict[str, str]) -> tuple[float, httpx.Response]:
    """Milliseconds, and the reply; building and reading JSON is outside of the time on both sides alike."""
    request = http.build_request("POST", path, json=body, headers=headers)
    began = time.perf_counter()
    response = http.send(request)
    return 1000 * (time.perf_counter() - began), response
