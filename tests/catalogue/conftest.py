"""A copy of a good consultation that a test may break."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.catalogue import Catalogue, ContentError, Problem, load

ROOT = Path(__file__).parents[2]
CITY = ROOT / "tests" / "consultations" / "city"


@dataclass(frozen=True)
class Folder:
    path: Path

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.path / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r} to replace"
        (self.path / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        with (self.path / file).open("a", encoding="utf-8") as out:
            out.write(text)

    def load(self) -> Catalogue:
        return load(self.path)

    def problems(self) -> list[Problem]:
        try:
            self.load()
        except ContentError as error:
            return error.problems
        return []

    def line(self, file: str, text: str) -> int:
        lines = (self.path / file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)


def _copy(to: Path) -> Folder:
    shutil.copytree(CITY, to)
    shutil.copytree(ROOT / "content" / "locales", to / "locales")
    return Folder(to)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return _copy(tmp_path / "content")


@pytest.fixture
def older(tmp_path: Path) -> Folder:
    return _copy(tmp_path / "older")


@pytest.fixture(scope="session")
def city() -> Catalogue:
    return load(CITY, ROOT / "content" / "locales")


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return load(ROOT / "content")
