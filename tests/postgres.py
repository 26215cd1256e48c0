"""A PostgreSQL server of the tests' own: the system's binaries, a temporary folder, a free port, durable as usual."""

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import psycopg
import pytest

from tests.ports import free_ports

INSTALLED = Path("/usr/lib/postgresql")
# Far from universal time: an hour that is read without its zone is a wrong one.
SETTINGS = {"listen_addresses": "127.0.0.1", "timezone": "Pacific/Auckland", "max_connections": "150"}


@cache
def server() -> "Server":
    """One for the whole run of this process; without binaries the test is skipped, unless `CI` is set."""
    binaries = _binaries()
    if binaries is None:
        assert not os.environ.get("CI"), "no PostgreSQL here"
        pytest.skip("no PostgreSQL here")
    started = Server(binaries)
    atexit.register(started.stop)
    started.start()
    return started


def _binaries() -> Path | None:
    versions = [each for each in INSTALLED.glob("*/bin") if (each / "postgres").exists()]
    newest = max(versions, key=lambda each: int(each.parent.name), default=None)
    on_path = shutil.which("postgres")
    return newest or (Path(on_path).parent if on_path else None)


class Server:
    """Runs as the user `postgres` where we are root, which it refuses to be."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self.folder = Path(tempfile.mkdtemp(prefix="consultation-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        (self.port,) = free_ports(1)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        self._run(["initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])
        settings = SETTINGS | {"port": str(self.port), "unix_socket_directories": str(self.folder)}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._run(["pg_ctl", "-D", str(self.data), "-l", str(self.log), "-w", "-o", options, "start"])

    def stop(self) -> None:
        self._run(["pg_ctl", "-D", str(self.data), "-m", "immediate", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def make(self, database: str) -> None:
        self._at_the_door(f'CREATE DATABASE "{database}"')

    def drop(self, database: str) -> None:
        self._at_the_door(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _at_the_door(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres").replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _run(self, command: Sequence[str]) -> None:
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        program, *arguments = command
        said = self.folder / program
        with said.open("wb") as output:  # a file, since the server that is started keeps it open
            command = [*as_postgres, str(self._binaries / program), *arguments]
            done = subprocess.run(
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )
        assert not done.returncode, said.read_text()
