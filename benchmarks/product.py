"""This product over its public API: six answers, then corrections for as long as it lasts."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from benchmarks.meter import Meter
from benchmarks.played import Turn, WrongReply
from benchmarks.post import Line, line
from tests.stack import Stack, running

SIDE = "product"
THEME = "creation"
PATH = "/api/v1/conversations"


@dataclass
class Product:
    """The product, and the conversations held with it."""

    http: httpx.Client
    line: Line
    meter: Meter
    texts: list[str]
    begun: dict[int, dict[str, Any]] = field(default_factory=dict)

    def play(self, conversation: int, number: int) -> Turn:
        """An answer to each question of the theme; then, in turn, a tap on `correct` and the corrected answer."""
        questions = self._questions(conversation)
        rank, further = divmod(number - 1 - len(questions), 2)
        text = self.texts[(conversation + number) % len(self.texts)]
        if rank < 0 or further:
            return self._send(conversation, number, {"text": text})
        return self._send(conversation, number, {"choice": f"correct:{questions[rank % len(questions)]}"})

    def _questions(self, conversation: int) -> list[str]:
        if conversation not in self.begun:
            begun = self.http.post(PATH, json={"lang": "fr", "theme": THEME}).raise_for_status().json()
            described = self.http.get("/api/v1/consultation").raise_for_status().json()
            questions = next(theme["questions"] for theme in described["themes"] if theme["id"] == THEME)
            self.begun[conversation] = {**begun, "questions": [question["id"] for question in questions]}
        return list(self.begun[conversation]["questions"])

    def _send(self, conversation: int, number: int, said: dict[str, str]) -> Turn:
        begun = self.begun[conversation]
        headers = {"Authorization": f"Bearer {begun['token']}"}
        body = {"id": str(uuid4()), **said}
        milliseconds, status, reply = self.line.post(f"{PATH}/{begun['id']}/messages", body, headers)
        self._check(conversation, said, status, reply)
        return Turn(SIDE, conversation, number, milliseconds, answers="text" in said)

    def _check(self, conversation: int, said: dict[str, str], status: int, reply: Any) -> None:
        """A tap opens the question to correct; an answer is acknowledged, and followed by a prompt."""
        if status != HTTPStatus.OK:
            raise WrongReply(f"conversation {conversation}: {status}")
        kinds = [message["kind"] for message in reply["messages"]]
        expected = {"ack"} if "text" in said else {"question"}
        if not expected & set(kinds) or kinds[-1] not in ("question", "confirm"):
            raise WrongReply(f"conversation {conversation}: {kinds} after {said}")


@contextmanager
def running_stack(folder: Path) -> Iterator[tuple[Stack, Meter]]:
    """The product as `consultation serve` starts it, and its processes."""
    with running(Stack(folder)) as stack:
        yield stack, Meter({name: stack.process_of(name) for name in ("service", "engine")})


@contextmanager
def running_product(folder: Path, texts: list[str]) -> Iterator[Product]:
    """The product, ready for the part about latency."""
    with ExitStack() as opened:
        stack, meter = opened.enter_context(running_stack(folder))
        http = opened.enter_context(httpx.Client(base_url=stack.url, timeout=60, trust_env=False))
        yield Product(http, opened.enter_context(line(stack.url)), meter, texts)
