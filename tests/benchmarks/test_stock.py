"""The bot that the product is compared with: what must be the same on both sides is."""

from pathlib import Path
from typing import Any

import yaml

from benchmarks.settings import ROOT

STOCK = ROOT / "benchmarks" / "stock"


def test_the_stock_bot_names_every_intent_and_entity_of_the_shared_examples() -> None:
    ours, stock = _read(ROOT / "domain.yml"), _read(STOCK / "domain.yml")
    assert (stock["intents"], stock["entities"]) == (ours["intents"], ours["entities"])


def test_the_stock_form_asks_as_many_questions_as_the_theme_it_is_compared_with() -> None:
    asked = _read(STOCK / "domain.yml")["forms"]["creation_form"]["required_slots"]
    theme = _read(ROOT / "content" / "themes" / "creation.yml")
    assert [f"creation.{slot}" for slot in asked] == [question["id"] for question in theme["questions"]]


def test_the_stock_bot_asks_them_in_the_same_words() -> None:
    said = _read(STOCK / "domain.yml")["responses"]
    for question in _read(ROOT / "content" / "themes" / "creation.yml")["questions"]:
        slot = question["id"].removeprefix("creation.")
        assert said[f"utter_ask_creation_form_{slot}"] == [{"text": question["question"]["fr"]}]


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
