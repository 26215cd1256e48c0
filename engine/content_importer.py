"""Training examples from a consultation's content: its themes', questions' and profiles' words never stand in nlu/."""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.example_files import examples_in, read_yaml
from engine.lasting_example import LastingExample

CONTENT = "CONSULTATION_CONTENT"
# Each word of a theme is put into so many frames of nlu/<language>/choose_theme.yml: training time grows with it.
FRAMES_A_WORD = 2


class Name(NamedTuple):
    """A wording for something of the content: its intent, entity, id and language."""

    intent: str
    entity: str
    value: str
    language: str
    text: str


class Frame(NamedTuple):
    """A sentence with the place where a theme is named."""

    before: str
    after: str


class ContentImporter(RasaFileImporter):
    """The files of nlu/, the frames of choose_theme filled in, and the names of the content."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Examples of every language, each wording in one intent only."""
        content = Path(os.environ.get(CONTENT, "content"))
        sources = [*sorted(Path(file) for file in self._nlu_files), *content.rglob("*.yml")]
        dates = tuple((path, path.stat().st_mtime_ns) for path in sources)
        return TrainingData(training_examples=list(_examples(content, tuple(self._nlu_files), dates)))


@lru_cache(maxsize=1)
def _examples(content: Path, files: tuple[str, ...], dates: Any) -> list[Message]:
    """Read once: Rasa asks some six times in a training, of two importers."""
    names = list(names_of(content))
    taken = {name.text.casefold() for name in names}
    examples: list[Message] = [_named(name, Frame("", "")) for name in _distinct(names)]
    for path in sorted(files):
        read = examples_in(Path(path))
        examples += [example for example in read if not _replaced(example, taken)]
        frames = [frame for example in read for frame in _frames_of(example)]
        examples += filled(frames, names, language=Path(path).parent.name) if frames else []
    return examples


def names_of(content: Path) -> Iterator[Name]:
    """Every wording of themes, frequent questions and profiles, in reading order."""
    for path in sorted((content / "themes").glob("*.yml")):
        theme = read_yaml(path)
        yield from _names("choose_theme", "theme", theme["id"], _titled(theme["title"], theme.get("words", {})))
    for entry in read_yaml(content / "faq.yml"):
        yield from _names("ask_faq", "topic", entry["id"], entry["asked"])
    for profile in read_yaml(content / "profiles.yml"):
        yield from _names("choose_profile", "profile", profile["id"], _titled(profile["label"], profile["words"]))


def filled(frames: list[Frame], names: list[Name], *, language: str) -> list[Message]:
    """Each theme's words in a few frames, in turn: every frame and every word is used, the number is bounded."""
    themes = [name for name in names if name.intent == "choose_theme" and name.language == language]
    return [
        _named(name, frames[(place * FRAMES_A_WORD + further) % len(frames)])
        for place, name in enumerate(themes)
        for further in range(FRAMES_A_WORD)
    ]


def _names(intent: str, entity: str, value: str, wordings: dict[str, list[str]]) -> Iterator[Name]:
    for language, texts in wordings.items():
        for text in texts:
            yield Name(intent=intent, entity=entity, value=value, language=language, text=str(text))


def _titled(titles: dict[str, str], wordings: dict[str, list[str]]) -> dict[str, list[str]]:
    return {language: [title, *wordings.get(language, [])] for language, title in titles.items()}


def _named(name: Name, frame: Frame) -> Message:
    start = len(frame.before)
    entity = {"entity": name.entity, "value": name.value, "start": start, "end": start + len(name.text)}
    return LastingExample.build(text=frame.before + name.text + frame.after, intent=name.intent, entities=[entity])


def _frames_of(example: Message) -> Iterator[Frame]:
    for entity in _stand_ins(example):
        text: str = example.get("text")
        yield Frame(before=text[: entity["start"]], after=text[entity["end"] :])


def _stand_ins(example: Message) -> list[dict[str, Any]]:
    if example.get("intent") != "choose_theme":
        return []
    return [entity for entity in example.get("entities") or [] if entity["entity"] == "theme"]


def _replaced(example: Message, taken: set[str]) -> bool:
    """A stand-in's sentence, or a wording that the content uses: one wording in two intents teaches neither."""
    return bool(_stand_ins(example)) or example.get("text", "").casefold() in taken


def _distinct(names: Iterable[Name]) -> Iterator[Name]:
    seen: set[str] = set()
    for name in names:
        if name.text.casefold() not in seen:
            seen.add(name.text.casefold())
            yield name
