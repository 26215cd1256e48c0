"""What Rasa decided once for a kind of turn is what it decides at every turn of that kind."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.processes.engine import PYTHON, model_of
from bot.processes.environment import QUIET_ENGINE
from tests.engine.conftest import settings_for
from tests.stack import ROOT

# nothing, the entity of its tap, several of a text; with a question open, and without
KINDS_OF_AN_INTENT = 6


@pytest.fixture(scope="module")
def facts(model: Path) -> dict[str, Any]:
    command = [str(PYTHON), "tests/engine/inside_decisions.py", str(model_of(settings_for(model, actions_url="-")))]
    quiet = {**os.environ, **QUIET_ENGINE}
    ran = subprocess.run(command, cwd=ROOT, env=quiet, check=True, capture_output=True, text=True)
    return dict(json.loads(ran.stdout.splitlines()[-1]))


def test_whole_turns_call_what_was_decided_for_their_kind(facts: dict[str, Any]) -> None:
    intents = yaml.safe_load((ROOT / "domain.yml").read_text())["intents"]
    assert facts["different"] == []
    assert facts["decided"] == KINDS_OF_AN_INTENT * len(intents)


def test_a_kind_of_turn_is_decided_once(facts: dict[str, Any]) -> None:
    assert facts["again"] == [["action_go_back"]] * KINDS_OF_AN_INTENT
