"""Requests mean the same in French, in English and as a tap, wherever one is."""

import pytest
import yaml

from tests.conversations.control_table import Cell, cells
from tests.engine.conftest import Engine
from tests.stack import ROOT

MODES = {
    "question": "question",
    "probe": "probe",
    "to confirm": "provisional",
    "idea": "idea",
    "yes or no": "confirm",
    "menu": "menu",
    "profile": "profile",
}
# Rasa runs an action of its own for an intent of one of these names (rasa/core/policies/rule_policy.py).
RASAS_OWN = {"restart", "back", "session_start", "out_of_scope", "nlu_fallback"}
REQUESTS = [each for each in cells() if each.place in MODES]


@pytest.mark.parametrize("cell", REQUESTS, ids=str)
def test_a_request_means_the_same_in_both_languages_and_as_a_tap(engine: Engine, cell: Cell) -> None:
    mode = MODES[cell.place]
    french = engine.taken_as(cell.french, mode)
    assert engine.taken_as(cell.english, mode) == french
    if cell.tap and french != "open_answer":
        assert engine.turn(mode=mode, choice=cell.tap).raise_for_status().json()["intent"] == french


def test_no_intent_is_named_like_one_of_rasas_own_or_contains_another() -> None:
    intents = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    assert not RASAS_OWN.intersection(intents)
    assert not [(one, other) for one in intents for other in intents if one != other and one in other]
