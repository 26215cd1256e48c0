"""What a citizen does next: a journey through one theme, decided from what the bot just said."""

import random
from collections.abc import Generator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from benchmarks.settings import ROOT

WRITTEN = ROOT / "tests" / "understanding" / "development"
# A theme has six questions; with follow-ups and what a text was mistaken for, nobody needs more messages than this.
PATIENCE = 20
SIDE_QUESTIONS = {
    "fr": ["pourquoi cette question ?", "qui va lire mes réponses ?", "je parle à un robot ?"],
    "en": ["why do you ask?", "who will read my answers?", "am I talking to a robot?"],
}
DETAILS = {
    "fr": "La dernière fois, c'était au printemps : trois jours de travail à deux, et un résultat qui a tenu un an.",
    "en": "The last time was in the spring: three days of work, two people, and a result that lasted for a year.",
}


@dataclass(frozen=True)
class Move:
    """What is sent, `text` or `choice`, and the kind of message that the reply must hold, if any."""

    said: dict[str, str]
    expects: str | None = None


@dataclass(frozen=True)
class Reply:
    """The bot's messages after one move, as the public contract has them."""

    messages: list[dict[str, Any]]

    @property
    def kinds(self) -> list[str]:
        """Of its messages, in order."""
        return [str(message["kind"]) for message in self.messages]

    @property
    def asked(self) -> str | None:
        """The question that is open, if one is."""
        return self.messages[-1]["asked"] if self.kinds[-1] in ("question", "probe") else None

    @property
    def choices(self) -> dict[str, str]:
        """What can be tapped: id to label."""
        return {choice["id"]: choice["label"] for message in self.messages for choice in message["choices"]}


Journey = Generator[Move, Reply, None]
Part = Generator[Move, Reply, Reply]


@cache
def answers(lang: str) -> dict[str, list[str]]:
    """What might be answered to each question: thin, long or odd texts, none of them a training example."""
    groups = yaml.safe_load((WRITTEN / f"answers.{lang}.yml").read_text(encoding="utf-8"))
    return {group["question"]: [str(text) for text in group["texts"]] for group in groups}


def journey(opened: Reply, lang: str, chance: random.Random) -> Journey:
    """A theme chosen, answered with detours, one answer corrected, and the end of the theme."""
    reply = yield _theme(opened, chance)
    first = reply.asked
    reply = yield from _answered(reply, lang, chance)
    reply = yield Move({"text": chance.choice(SIDE_QUESTIONS[lang])})
    reply = yield from _answered(reply, lang, chance)
    reply = yield Move({"choice": "back"})
    reply = yield Move({"choice": "keep"})
    reply = yield from _answered(reply, lang, chance)
    reply = yield Move({"choice": "recap"}, expects="recap")
    reply = yield Move({"choice": f"correct:{first}"}, expects="question")
    reply = yield from _answered(reply, lang, chance)
    if chance.random() < 0.5:
        reply = yield Move({"choice": "skip"})
    yield from _to_the_end(reply, lang, chance)


def _theme(opened: Reply, chance: random.Random) -> Move:
    """By a tap, or by its name in words."""
    themes = {choice: label for choice, label in opened.choices.items() if choice.startswith("theme:")}
    choice = chance.choice(sorted(themes))
    said = {"choice": choice} if chance.random() < 0.5 else {"text": themes[choice]}
    return Move(said, expects="question")


def _answered(reply: Reply, lang: str, chance: random.Random) -> Part:
    """The open question answered, with its follow-up, and "yes, that was my answer" where it is asked."""
    if reply.asked:
        reply = yield Move({"text": chance.choice(answers(lang)[reply.asked])})
    if reply.kinds[-1] == "probe":
        reply = yield Move({"text": DETAILS[lang]})
    if reply.kinds[-1] == "confirm" and "yes" in reply.choices:
        reply = yield Move({"choice": "yes"})
    return reply


def _to_the_end(reply: Reply, lang: str, chance: random.Random) -> Part:
    """What is left of the theme; no further idea; who answers, if that is asked."""
    for _ in range(PATIENCE):
        if not reply.asked:
            break
        reply = yield from _answered(reply, lang, chance)
    if reply.kinds[-1] == "confirm":
        reply = yield Move({"choice": "no"})
    while profiles := sorted(choice for choice in reply.choices if choice.startswith("profile:")):
        reply = yield Move({"choice": chance.choice(profiles)})
    return reply
