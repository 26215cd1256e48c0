"""Texts through the real pipeline: the trained model, run by the engine's Python."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.processes.engine import PYTHON
from tests.stack import ROOT
from tests.understanding.texts import ANSWER, Text

NAMING = ("choose_theme", "ask_faq")


@dataclass(frozen=True)
class Parsed:
    """A text, the mode it was said in, and what was made of it."""

    said: Text
    mode: str
    intent: str
    named: str | None
    unsure: bool
    doubtful: bool
    guess: str
    rule: str
    chance: float
    seconds: float

    @property
    def right(self) -> bool:
        """Whether it was taken for what it is, and for the right theme or topic if it names one."""
        return self.intent == self.said.intent and self._named_right

    @property
    def reached(self) -> bool:
        """Right, or kept with the right guess, which is then answered as well."""
        kept = self.unsure or self.doubtful
        return self.right or (kept and self.guess == self.said.intent and self._named_right)

    @property
    def _named_right(self) -> bool:
        return self.said.intent not in NAMING or self.named == self.said.about

    @property
    def is_answer(self) -> bool:
        """Whether it was stored as an answer, provisionally or not."""
        return self.intent == ANSWER


def parse(model: Path, cases: Sequence[tuple[Text, str]]) -> list[Parsed]:
    """Each text in its mode, in order."""
    sent = [{"text": text.text, "metadata": _metadata(text, mode)} for text, mode in cases]
    ran = subprocess.run(
        [str(PYTHON), "tests/understanding/inside_parse.py", str(model)],
        cwd=ROOT,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "PYTHONWARNINGS": "ignore"},
        input=json.dumps(sent),
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(ran.stdout.splitlines()[-1])
    return [_parsed(text, mode, each) for (text, mode), each in zip(cases, found, strict=True)]


def _metadata(text: Text, mode: str) -> dict[str, Any]:
    question = text.about if text.intent == ANSWER else None
    state = {"mode": mode, "theme": (question or "").split(".")[0] or None, "question": question, "lang": text.lang}
    return {"mode": mode, "lang": _spoken(text), "state": state}


def _spoken(text: Text) -> str:
    """The conversation's language: who asks for another one is being spoken to in this one."""
    others = {"fr": "en", "en": "fr"}
    return others[text.about] if text.intent == "change_language" and text.about in others else text.lang


def _parsed(text: Text, mode: str, found: dict[str, Any]) -> Parsed:
    guard = found["guard"]
    return Parsed(
        said=text,
        mode=mode,
        intent=found["intent"],
        named=next((each["value"] for each in found["entities"] if each["entity"] != "number"), None),
        unsure=guard["unsure"],
        doubtful=guard["doubtful"],
        guess=guard["first_guess"],
        rule=guard["rule"],
        chance=guard["confidence"],
        seconds=found["seconds"],
    )
