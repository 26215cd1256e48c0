"""Known phrases are found in a text."""

import json
import subprocess
from typing import Any

import pytest

from bot.processes.engine import PYTHON
from tests.stack import ROOT


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    command = [str(PYTHON), "tests/engine/inside_naming.py"]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def test_the_longest_known_phrase_is_found_wherever_it_stands(facts: dict[str, Any]) -> None:
    assert facts["wrong"] == []
    assert 500 < facts["named"] < 3900


def test_a_part_of_one_thing_s_phrases_names_it_and_of_two_things_none(facts: dict[str, Any]) -> None:
    named = {"impact ecologique": "a", "carbone des arts": "b"}
    assert facts["worded"] == named | dict.fromkeys(("bilan carbone", "les droits", "impact carbone"))
