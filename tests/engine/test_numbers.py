"""Numbers and ranks, as people say them in a request about one thing of a list."""

import json
import subprocess
from typing import Any

import pytest

from bot.processes.engine import PYTHON
from tests.stack import ROOT

SAID = {
    "3": "3",
    "le 3": "3",
    "n°3": "3",
    "nº 3 !": "3",
    "numéro trois": "3",
    "NUMERO TROIS": "3",
    "３": "3",
    "la 3ème": "3",
    "la 3e svp": "3",
    "la première": "1",
    "LE PREMIER": "1",
    "la 1ère": "1",
    "1er": "1",
    "corriger ma deuxième réponse": "2",
    "la seconde": "2",
    "la dernière": "-1",
    "my last answer": "-1",
    "number 3": "3",
    "the first one": "1",
    "the 2nd": "2",
    "question 6": "6",
    "la dixième": "10",
    "la 2 puis la 4": "2",
}
UNSAID = ["", "une réponse", "a number", "la réponse d’avant", "one of them", "réponse", "🎭", "2023"]


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    command = [str(PYTHON), "tests/engine/inside_numbers.py"]
    ran = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True, input=json.dumps([*SAID, *UNSAID])
    )
    return dict(json.loads(ran.stdout.splitlines()[-1]))


@pytest.mark.parametrize(("text", "number"), SAID.items())
def test_a_number_is_found_however_it_is_said(facts: dict[str, Any], text: str, number: str) -> None:
    assert facts["found"][text] == [number]


@pytest.mark.parametrize("text", UNSAID)
def test_articles_and_other_numbers_count_nothing(facts: dict[str, Any], text: str) -> None:
    assert facts["found"][text] == []


def test_only_requests_about_one_thing_of_a_list_are_read(facts: dict[str, Any]) -> None:
    assert [intent for intent, read in facts["intents"].items() if not read] == ["open_answer", "affirm"]
