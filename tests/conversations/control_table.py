"""The table of docs/dialogue.md as data: one cell is one request made at one place."""

import re
from dataclasses import dataclass

from tests.stack import ROOT

DOCUMENT = ROOT / "docs" / "dialogue.md"
WORDS = ("request", "in French", "in English", "tap")


@dataclass(frozen=True)
class Cell:
    """What a request does at a place: what is said first, and what is open afterwards."""

    request: str
    french: str
    english: str
    tap: str
    place: str
    said: str
    opened: str

    @property
    def words(self) -> dict[str, str]:
        """What is said, by language."""
        return {"fr": self.french, "en": self.english}

    def __str__(self) -> str:
        return f"{self.request}, {self.place}"


def cells() -> list[Cell]:
    """Every cell of the table."""
    lines = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    head = next(rank for rank, line in enumerate(lines) if _split(line)[:4] == list(WORDS))
    places = _split(lines[head])[4:]
    return [cell for line in lines[head + 2 :] for cell in _row(_split(line), places)]


def _row(row: list[str], places: list[str]) -> list[Cell]:
    assert len(row) == 4 + len(places), row
    return [_cell(row[:4], place, effect) for place, effect in zip(places, row[4:], strict=True)]


def _cell(request: list[str], place: str, effect: str) -> Cell:
    found = re.fullmatch(r"([\w.]*) ?→ ([\w ]+)", effect)
    assert found, (request, place, effect)
    return Cell(*request, place, *found.groups())


def _split(line: str) -> list[str]:
    return [each.strip() for each in line.strip().strip("|").split("|")]
