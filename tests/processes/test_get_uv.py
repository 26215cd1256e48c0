"""uv from a package index, by the standard library alone, as on a Python without pip."""

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import get_uv
import pytest

WHEEL = f"uv-{get_uv.VERSION}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64.whl"
UV = f"#!/bin/sh\necho 'uv {get_uv.VERSION}'\n"


class Index:
    """A package index with one file, in either form of the simple API."""

    def __init__(self) -> None:
        self.form = "json"
        self.sha256 = hashlib.sha256(wheel()).hexdigest()
        self.authorizations: set[str | None] = set()

    def page(self) -> tuple[str, bytes]:
        if self.form == "json":
            file = {"filename": WHEEL, "url": f"/files/{WHEEL}", "hashes": {"sha256": self.sha256}}
            return get_uv.JSON_PAGE, json.dumps({"files": [file]}).encode()
        return "text/html", f'<a href="../../files/{WHEEL}#sha256={self.sha256}">{WHEEL}</a>'.encode()


def wheel() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        # A fixed date: the same bytes at each call.
        archive.writestr(zipfile.ZipInfo(f"uv-{get_uv.VERSION}.data/scripts/uv"), UV)
    return content.getvalue()


@pytest.fixture
def index() -> Index:
    return Index()


@pytest.fixture
def address(index: Index, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            index.authorizations.add(self.headers["Authorization"])
            kind, body = index.page() if self.path == "/simple/uv/" else ("application/zip", wheel())
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    # The wheel above is for every Linux on this processor.
    monkeypatch.setattr(get_uv.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(get_uv.platform, "system", lambda: "Linux")
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}/simple"
        server.shutdown()


@pytest.mark.parametrize("form", ["json", "html"])
def test_the_binary_is_taken_from_the_wheel(index: Index, address: str, tmp_path: Path, form: str) -> None:
    index.form = form
    own = tmp_path / "uv/bin/uv"
    assert get_uv.by_wheel(own, index=f"http://{address}")
    assert own.read_text() == UV


def test_a_file_that_is_not_the_one_announced_is_refused(index: Index, address: str, tmp_path: Path) -> None:
    index.sha256 = "0" * 64
    with pytest.raises(get_uv.NoUv, match="SHA-256"):
        get_uv.by_wheel(tmp_path / "uv", index=f"http://{address}")
    assert not (tmp_path / "uv").exists()


def test_a_password_in_the_index_address_is_sent_as_a_header_and_never_shown(index: Index, address: str) -> None:
    get_uv.links(f"http://someone:secret@{address}")
    assert index.authorizations == {"Basic c29tZW9uZTpzZWNyZXQ="}
    assert "secret" not in get_uv.without_password(f"http://someone:secret@{address}")


def test_an_index_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    with pytest.raises(get_uv.NoUv, match=r"http://127\.0\.0\.1:9/simple/uv/"):
        get_uv.by_wheel(tmp_path / "uv", index="http://127.0.0.1:9/simple")


@pytest.mark.parametrize(
    ("answer", "accepted"),
    [("echo 'uv 0.13.9 (x86_64)'", True), ("echo 'uv 1.0.0'", True), ("echo 'uv 0.4.9'", False), ("exit 127", False)],
)
def test_a_uv_counts_only_if_it_runs_and_is_recent(tmp_path: Path, answer: str, accepted: bool) -> None:
    uv = tmp_path / "uv"
    uv.write_text(f"#!/bin/sh\n{answer}\n")
    uv.chmod(0o755)
    assert get_uv.works(str(uv)) is accepted


def test_the_index_is_the_one_this_machine_is_set_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example.org/simple/")
    monkeypatch.delenv("UV_INDEX_URL", raising=False)
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    assert get_uv.index_url() == "https://mirror.example.org/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://other.example.org/simple")
    assert get_uv.index_url() == "https://other.example.org/simple"
