"""The training examples as plain texts, to compare the measured texts with: nlu/ and the words of the content."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from engine.plain_text import fold
from tests.stack import ROOT
from tests.understanding.texts import LOADER

ENTITY = re.compile(r"\[([^]]+)](?:\([^)]*\)|\{[^}]*})")
FRAME = "](theme)"


def examples() -> Iterator[tuple[str, str]]:
    """(intent, folded text) of every example but the frames, which are no texts."""
    for path in sorted((ROOT / "nlu").glob("*/*.yml")):
        for block in _read(path)["nlu"]:
            lines = (line.removeprefix("- ") for line in block["examples"].splitlines())
            yield from ((block["intent"], fold(ENTITY.sub(r"\1", line))) for line in lines if FRAME not in line)
    yield from content_words()


def content_words() -> Iterator[tuple[str, str]]:
    """(intent, folded text) of what the content says people call its themes and profiles, and ask."""
    content = ROOT / "content"
    for path in sorted((content / "themes").glob("*.yml")):
        yield from _words("choose_theme", _read(path), "title", "words")
    for entry in _read(content / "faq.yml"):
        yield from _words("ask_faq", entry, "asked")
    for entry in _read(content / "profiles.yml"):
        yield from _words("choose_profile", entry, "label", "words")


def _words(intent: str, entry: dict[str, Any], *keys: str) -> Iterator[tuple[str, str]]:
    for key in keys:
        for said in entry.get(key, {}).values():
            yield from ((intent, fold(str(text))) for text in ([said] if isinstance(said, str) else said))


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), LOADER)
