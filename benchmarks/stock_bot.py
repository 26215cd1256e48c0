"""The bot of benchmarks/stock/: trained, started by Rasa's own commands, and filled in over and over."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import httpx
import yaml

from benchmarks.meter import Meter
from benchmarks.played import Turn, WrongReply
from benchmarks.post import Line, line
from benchmarks.settings import ROOT
from bot.processes.engine import RASA
from bot.processes.environment import QUIET_ENGINE
from tests.ports import free_ports

SIDE = "stock"
FILES = Path("benchmarks/stock")
OPENING = "Bonjour"
START_SECONDS = 300
COPY = """
    INSERT INTO events (sender_id, type_name, timestamp, intent_name, action_name, data)
    SELECT ?, type_name, timestamp, intent_name, action_name, data FROM events WHERE sender_id = ? ORDER BY id
"""


@dataclass
class StockBot:
    """The bot, and the conversations held with it. `replies`: what it says at each turn of its form, opening first."""

    line: Line
    meter: Meter
    database: Path
    texts: list[str]
    replies: list[str]

    def play(self, conversation: int, number: int) -> Turn:
        """A greeting opens the form, each question is answered, and again."""
        place = (number - 1) % len(self.replies)
        text = self.texts[(conversation + number) % len(self.texts)] if place else OPENING
        body = {"sender": str(conversation), "message": text}
        milliseconds, status, replies = self.line.post("/webhooks/rest/webhook", body, {})
        if status != HTTPStatus.OK or [reply.get("text") for reply in replies] != [self.replies[place]]:
            raise WrongReply(f"conversation {conversation}, turn {number}: {status}, {replies}")
        return Turn(SIDE, conversation, number, milliseconds, answers=0 < place < len(self.replies) - 1)

    def copy(self, conversation: int, *, to: int) -> None:
        """Give a conversation the history of another, event by event, as Rasa stored it."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("DELETE FROM events WHERE sender_id = ?", (str(to),))
            connection.execute(COPY, (str(to), str(conversation)))


@contextmanager
def running_stock(folder: Path, texts: list[str]) -> Iterator[StockBot]:
    """The bot, ready: trained in this folder, with its tracker store in it."""
    port, actions_port = free_ports(2)
    database = folder / "tracker.sqlite3"
    environment = _environment(
        STOCK_ACTIONS_URL=f"http://127.0.0.1:{actions_port}/webhook", STOCK_DATABASE=str(database)
    )
    _train(folder, environment)
    actions = ["run", "actions", "--actions", "benchmarks.stock.actions", "--port", str(actions_port)]
    address = ["-i", "127.0.0.1", "-p", str(port), "-m", str(folder / "stock.tar.gz")]
    files = ["--endpoints", str(FILES / "endpoints.yml"), "--credentials", str(FILES / "credentials.yml")]
    url = f"http://127.0.0.1:{port}"
    with ExitStack() as started, line(url) as connection:
        pids = {
            "action server": started.enter_context(_started(actions, environment, folder / "actions.log")),
            "Rasa": started.enter_context(
                _started(["run", *address, *files, "--quiet"], environment, folder / "rasa.log")
            ),
        }
        _wait_until_ready((f"{url}/webhooks/rest/", f"http://127.0.0.1:{actions_port}/health"), folder)
        yield StockBot(connection, Meter(pids), database, texts, _replies())


def _environment(**variables: str) -> dict[str, str]:
    return dict(os.environ) | QUIET_ENGINE | {"CONSULTATION_CONTENT": "content"} | variables


def _train(folder: Path, environment: dict[str, str]) -> None:
    sources = ["--data", "nlu", str(FILES / "data"), "--domain", str(FILES / "domain.yml"), "--config", "config.yml"]
    command = [str(RASA), "train", *sources, "--out", str(folder), "--fixed-model-name", "stock"]
    with (folder / "training.log").open("wb") as log:
        subprocess.run(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, check=True)


@contextmanager
def _started(arguments: list[str], environment: dict[str, str], output: Path) -> Iterator[int]:
    with output.open("wb") as log:
        process = subprocess.Popen([str(RASA), *arguments], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_ready(addresses: tuple[str, ...], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if all(httpx.get(each, trust_env=False).is_success for each in addresses):
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise WrongReply("the stock bot did not start:\n" + (folder / "rasa.log").read_text()[-4000:])


def _replies() -> list[str]:
    """In the order of the form: each question, then the thanks."""
    domain = yaml.safe_load((ROOT / FILES / "domain.yml").read_text())
    ((form, fields),) = domain["forms"].items()
    names = [*(f"utter_ask_{form}_{slot}" for slot in fields["required_slots"]), "utter_submit"]
    return [str(domain["responses"][name][0]["text"]) for name in names]
