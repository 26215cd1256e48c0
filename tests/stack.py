"""The whole product as `consultation serve` starts it: real engine, real database, real addresses."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from tests import databases
from tests.ports import free_ports

ROOT = Path(__file__).parents[1]
START_SECONDS = 400


@dataclass
class Stack:
    """Addresses, folder and processes of one running consultation."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ("-m", "bot.cli", "serve")
    port: int = 0
    actions_port: int = 0
    engine_port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        if not self.port:
            self.port, self.actions_port, self.engine_port = free_ports(3)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def private_url(self) -> str:
        return f"http://127.0.0.1:{self.actions_port}"

    @property
    def log(self) -> Path:
        return self.folder / "output.log"

    @property
    def database_url(self) -> str:
        return self.settings.get("CONSULTATION_DATABASE_URL") or databases.url_in(self.folder / "data")

    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("CONSULTATION_")}
        return own | {
            "CONSULTATION_DATA_DIR": str(self.folder / "data"),
            "CONSULTATION_PORT": str(self.port),
            "CONSULTATION_ACTIONS_PORT": str(self.actions_port),
            "CONSULTATION_ENGINE_PORT": str(self.engine_port),
            "CONSULTATION_DATABASE_URL": "" if databases.KIND == "sqlite" else self.database_url,
            **self.settings,
        }

    def start(self, *arguments: str) -> None:
        """Starts the command without waiting for it."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.command, *arguments],
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until(self, path: str, *, seconds: float = START_SECONDS) -> None:
        """Returns once the address answers 200; fails with the log when it does not."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process and self.process.poll() is not None:
                break
            if _answers(self.url + path):
                return
            time.sleep(0.1)
        raise AssertionError(f"{path} did not answer:\n{self.log.read_text()[-4000:]}")

    def stop(self) -> int:
        """Stops as an operator would; the exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def kill(self) -> None:
        """Ends the process at once, as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(10)

    def process_of(self, name: str) -> int:
        """The process id of `service` or `engine` under the supervisor."""
        assert self.process is not None
        marks = {"engine": "rasa", "service": "--only service"}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and _parent(entry) == self.process.pid and marks[name] in _command_line(entry):
                return int(entry.name)
        raise LookupError(name)

    def rows(self, query: str, *parameters: object) -> list[tuple[object, ...]]:
        """What the database says, beside the running service."""
        with databases.outside(self.database_url) as connection:
            return databases.run(connection, query, *parameters)

    def change(self, statement: str, *parameters: object) -> None:
        """Runs one statement beside the service, as nobody but a test does."""
        self.rows(statement, *parameters)


@contextmanager
def running(stack: Stack, *arguments: str, path: str = "/readyz") -> Iterator[Stack]:
    """A stack that answers on `path`, stopped at the end."""
    stack.start(*arguments)
    try:
        stack.wait_until(path)
        yield stack
    finally:
        stack.stop()


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (OSError, HTTPException):
        return False


def _parent(entry: Path) -> int | None:
    try:
        return int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return None  # it ended meanwhile


def _command_line(entry: Path) -> str:
    try:
        return (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
