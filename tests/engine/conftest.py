"""A real engine, started with the model of these sources, before a small real action server."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from bot.processes import training
from bot.processes.engine import run_command
from bot.processes.environment import engine_environment
from bot.settings import Settings
from tests.engine.action_server import ActionServer, running_action_server
from tests.ports import free_ports
from tests.stack import ROOT

SECRET = "a secret of the tests, long enough to be one"
AUTHORISED = {"Authorization": f"Bearer {SECRET}"}
START_SECONDS = 180


@dataclass
class Engine:
    """The running engine: turns go in, its answers and its output come out."""

    url: str
    http: httpx.Client
    output: Path
    process: subprocess.Popen[bytes]

    def turn(self, *, mode: str = "question", conversation: str | None = None, **said: Any) -> httpx.Response:
        """One turn: `text=` or `choice=`."""
        state = {"mode": mode, "theme": "a_theme", "question": "a_theme.first", "lang": "fr"}
        body = {"conversation": conversation or str(uuid4()), "message": str(uuid4()), "state": state, **said}
        return self.http.post("/webhooks/turn/", json=body)

    def taken_as(self, text: str, mode: str) -> str:
        """The intent a text ends up with."""
        return str(self.turn(mode=mode, text=text).raise_for_status().json()["intent"])


@pytest.fixture(scope="session")
def actions() -> Iterator[ActionServer]:
    with running_action_server() as server:
        yield server


@pytest.fixture(scope="session")
def model() -> Path:
    """The folder of the model, trained here if the sources changed since."""
    folder = ROOT / "models"
    training.train(settings_for(folder, actions_url="http://127.0.0.1:1"))
    return folder


@pytest.fixture(scope="session")
def running(model: Path, actions: ActionServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with started(settings_for(model, actions_url=actions.url), tmp_path_factory.mktemp("engine") / "output") as engine:
        yield engine


@pytest.fixture
def engine(running: Engine, actions: ActionServer) -> Iterator[Engine]:
    """The engine, with an action server that works and has not been called yet."""
    actions.calls.clear()
    yield running
    actions.failure = None


@contextmanager
def started(settings: Settings, output: Path, *options: str, ready: int = 200) -> Iterator[Engine]:
    """An engine started as the product starts it, but with all that Rasa says."""
    command = [part for part in run_command(settings) if part != "--quiet"] + list(options)
    url = f"http://127.0.0.1:{settings.engine_port}"
    with output.open("wb") as log, httpx.Client(base_url=url, headers=AUTHORISED, timeout=40) as http:
        process = subprocess.Popen(
            command, cwd=ROOT, env=engine_environment(settings), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_until(ready, http, process, output)
            yield Engine(url, http, output, process)
        finally:
            process.terminate()
            process.wait(30)


def settings_for(models: Path, *, actions_url: str) -> Settings:
    """Settings of an engine alone."""
    return Settings.model_validate(
        {
            "models": models,
            "engine_secret": SECRET,
            "actions_url": actions_url,
            "engine_port": free_ports(1)[0],
            "content": Path("content"),
        }
    )


def _wait_until(status: int, http: httpx.Client, process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if http.get("/webhooks/turn/ready").status_code == status:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(output.read_text()[-4000:])
