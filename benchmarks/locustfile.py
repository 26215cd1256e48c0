"""Locust's side of the load: citizens who hold whole conversations, one message each time it is their turn."""

import os
import random
from itertools import count
from time import monotonic
from typing import Any
from uuid import uuid4

import gevent
from locust import FastHttpUser, task

from benchmarks.moves import Journey, Move, Reply, answers, journey

PATH = "/api/v1/conversations"
TURNS_A_SECOND = float(os.environ["BENCH_TURNS_A_SECOND"])
PROMPTS = {"menu", "question", "probe", "confirm", "profile"}
numbers = count()
LANGUAGES = ("fr", "en")
for language in LANGUAGES:
    answers(language)  # read before anybody comes: it would hold up those who are waiting for a reply


class Citizen(FastHttpUser):
    """Begins a conversation, goes through a theme, looks at the answers, and begins another."""

    def on_start(self) -> None:
        """Each citizen is another one, and the same one in every run."""
        self.chance = random.Random(next(numbers))  # noqa: S311 - variety, not secrecy
        self.due = monotonic()
        gevent.sleep(self.wait_time())
        self._begin()

    def wait_time(self) -> float:
        """Seconds until the next message: a Poisson process, in which who was kept waiting makes up for it.

        Locust's own `constant_throughput` has all who came together write together for ever.
        """
        self.due += self.chance.expovariate(TURNS_A_SECOND)
        return max(0.0, self.due - monotonic())

    @task
    def turn(self) -> None:
        """One message of the journey, and its reply; the same message again if there was none."""
        reply = self._said()
        if reply is None:
            return
        try:
            self._goes_on_with(self.journey.send(reply))
        except StopIteration:
            self._get_answers()
            self._begin()

    def _begin(self) -> None:
        lang = self.chance.choice(LANGUAGES)
        while (begun := self._json("begin", PATH, {"lang": lang})) is None:
            self.wait()
        self.path, self.headers = f"{PATH}/{begun['id']}", {"Authorization": f"Bearer {begun['token']}"}
        self.journey: Journey = journey(Reply(begun["messages"]), lang, self.chance)
        self._goes_on_with(next(self.journey))

    def _goes_on_with(self, move: Move) -> None:
        self.move, self.body = move, {"id": str(uuid4()), **move.said}

    def _json(self, name: str, path: str, body: dict[str, Any]) -> Any:
        with self.client.post(path, json=body, name=name, catch_response=True) as response:
            if response.status_code != 201:
                response.failure(f"status {response.status_code}")
                return None
            return response.json()

    def _said(self) -> Reply | None:
        """The reply, right or wrong; None if there is none, within the service's 5 seconds (202) or at all."""
        options = {"json": self.body, "headers": self.headers, "name": "turn", "catch_response": True}
        with self.client.post(f"{self.path}/messages", **options) as response:
            if response.status_code != 200:
                response.failure(f"status {response.status_code}")
                return None
            reply = Reply(response.json()["messages"])
            if fault := self._fault(reply):
                response.failure(fault)
            return reply

    def _fault(self, reply: Reply) -> str | None:
        """Every turn ends with one prompt, tells of no failure, and brings what was asked for."""
        if not reply.kinds or reply.kinds[-1] not in PROMPTS or "error" in reply.kinds:
            return f"no prompt, but {reply.kinds}"
        if self.move.expects and self.move.expects not in reply.kinds:
            return f"{self.move.expects} expected, not {reply.kinds}"
        return None

    def _get_answers(self) -> None:
        self.client.get(f"{self.path}/answers", headers=self.headers, name="answers")
