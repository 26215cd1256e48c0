"""The texts that the dialogue model is measured on: written without a look at nlu/, and never trained on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ANSWER = "open_answer"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDER = Path(__file__).parent
LANGUAGES = ("fr", "en")
# what a control of the set is said about, by the key it stands under
NAMED = ("theme", "topic", "profile", "language", "number")
# where a control is heard that is none while a question is open
OWN_MODE = {"affirm": "provisional", "deny": "provisional", "choose_profile": "profile", "pick_number": "menu"}


class Text(NamedTuple):
    """One text: what it is (`open_answer` or a control), what it names or the question it answers."""

    text: str
    intent: str
    about: str | None
    lang: str

    @property
    def mode(self) -> str:
        """Where it is heard."""
        return OWN_MODE.get(self.intent, "question")


def texts_of(name: str) -> list[Text]:
    """The texts of a set, `development` or `held_out`."""
    return [text for lang in LANGUAGES for text in (*_answers(name, lang), *_controls(name, lang))]


def _answers(name: str, lang: str) -> Iterator[Text]:
    for entry in _read(FOLDER / name / f"answers.{lang}.yml"):
        for text in entry["texts"]:
            yield Text(text, ANSWER, entry["question"], lang)


def _controls(name: str, lang: str) -> Iterator[Text]:
    for entry in _read(FOLDER / name / f"controls.{lang}.yml"):
        about = next((str(entry[key]) for key in NAMED if key in entry), None)
        for text in entry["texts"]:
            yield Text(text, entry["intent"], about, lang)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), LOADER)
