"""A working uv: the one on PATH, or one kept in .tools/. Standard library only, Python 3.9 or later."""

import base64
import hashlib
import html.parser
import io
import json
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path
from typing import Optional

VERSION = "0.13.9"
OLDEST = (0, 13)
PUBLIC_INDEX = "https://pypi.org/simple"
JSON_PAGE = "application/vnd.pypi.simple.v1+json"


class NoUv(Exception):
    """No uv could be had; the sentence says why."""


def get_uv(tools: Path) -> str:
    """The path of a working uv, fetched into `tools` when there is none yet."""
    own = tools / "uv" / "bin" / "uv"
    # A file called uv may be there and not work: pyenv's shim fails unless its Python is active.
    for found in (shutil.which("uv"), str(own)):
        if found and works(found):
            return found
    print(f"Getting uv {VERSION} into {own.parent}…", file=sys.stderr, flush=True)
    if not (by_pip(own) or by_wheel(own, index=index_url())):
        raise NoUv(f"uv {VERSION} was installed in {own} and does not run there.")
    return str(own)


def works(uv: str) -> bool:
    """Whether it runs, and is recent enough to read the locks."""
    try:
        answer = subprocess.run([uv, "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    version = re.match(r"uv (\d+)\.(\d+)", answer.stdout)
    return answer.returncode == 0 and version is not None and tuple(map(int, version.groups())) >= OLDEST


def by_pip(own: Path) -> bool:
    """pip knows the registry this machine is set up for; Debian's Python has none."""
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True).returncode:
        return False
    install = ["install", "--quiet", "--upgrade", "--target", str(own.parent.parent), f"uv=={VERSION}"]
    quiet = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    return subprocess.run([*pip, *install], env=quiet).returncode == 0 and works(str(own))


def by_wheel(own: Path, *, index: str) -> bool:
    """The binary, from the wheel in the package index, its hash verified."""
    name, address, sha256 = choose(links(index))
    wheel, _ = download(address)
    if not sha256 or hashlib.sha256(wheel).hexdigest() != sha256:
        raise NoUv(f"{name} is not the file that {without_password(index)} announces: its SHA-256 differs.")
    own.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        own.write_bytes(archive.read(f"uv-{VERSION}.data/scripts/uv"))
    own.chmod(0o755)
    return works(str(own))


def index_url() -> str:
    """The package index this machine is told to use."""
    named = [os.environ.get(name) for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")]
    return next((url for url in [*named, pip_index()] if url), PUBLIC_INDEX).rstrip("/")


def pip_index() -> Optional[str]:
    """The index of pip's configuration files, if this Python has pip and they name one."""
    answer = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True)
    named = re.search(r"^(?:global|install)\.index-url='(.*)'$", answer.stdout, re.MULTILINE)
    return named.group(1) if named else None


def links(index: str) -> "list[tuple[str, str, Optional[str]]]":
    """The (file name, address, SHA-256) of every uv file, from either form of the simple API (PEP 503, PEP 691)."""
    page = f"{index}/uv/"
    body, kind = download(page, accept=f"{JSON_PAGE}, text/html;q=0.5")
    if kind == JSON_PAGE:
        files = json.loads(body)["files"]
        return [(f["filename"], urllib.parse.urljoin(page, f["url"]), f["hashes"].get("sha256")) for f in files]
    reader = LinkReader()
    reader.feed(body.decode())
    return [as_link(urllib.parse.urljoin(page, href)) for href in reader.hrefs]


class LinkReader(html.parser.HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: "list[str]" = []

    def handle_starttag(self, tag: str, attrs: "list[tuple[str, Optional[str]]]") -> None:
        self.hrefs += [value for name, value in attrs if tag == "a" and name == "href" and value]


def as_link(address: str) -> "tuple[str, str, Optional[str]]":
    """What a link of a PEP 503 page says: the hash is its fragment."""
    address, fragment = urllib.parse.urldefrag(address)
    name = urllib.parse.unquote(address.rsplit("/", 1)[-1])
    return name, address, urllib.parse.parse_qs(fragment).get("sha256", [None])[0]


def choose(files: "list[tuple[str, str, Optional[str]]]") -> "tuple[str, str, Optional[str]]":
    """The wheel of the pinned version for this machine."""
    tag = re.compile(rf"uv-{re.escape(VERSION)}-py3-none-(.+\.)?{platform_tag()}(\..+)?\.whl")
    for file in files:
        if tag.fullmatch(file[0]):
            return file
    raise NoUv(f"No uv {VERSION} for this machine ({platform.system()} {platform.machine()}) in the package index.")


def platform_tag() -> str:
    """The end of the wheel's platform tag, as a pattern."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine())
    if platform.system() == "Darwin":
        return "macosx_[0-9_]+_" + machine.replace("aarch64", "arm64")
    libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return f"{libc}[0-9_]+_{machine}"


def download(address: str, *, accept: str = "*/*") -> "tuple[bytes, str]":
    """The body and its content type; a name and password in the address are sent as a header."""
    request = urllib.request.Request(without_password(address), headers={"Accept": accept, **credentials(address)})
    context = ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or os.environ.get("PIP_CERT"))
    try:
        with urllib.request.urlopen(request, timeout=60, context=context) as answer:
            return answer.read(), answer.headers.get_content_type()
    except OSError as error:
        raise NoUv(f"{without_password(address)} could not be read: {error}.") from error


def without_password(address: str) -> str:
    parts = urllib.parse.urlsplit(address)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def credentials(address: str) -> "dict[str, str]":
    parts = urllib.parse.urlsplit(address)
    if not parts.username:
        return {}
    pair = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


if __name__ == "__main__":
    try:
        print(get_uv(Path(__file__).resolve().parents[1] / ".tools"))
    except NoUv as reason:
        sys.exit(str(reason))
