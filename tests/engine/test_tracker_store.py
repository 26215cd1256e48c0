"""The engine keeps nothing of a turn; only Rasa's shell, which has no state, keeps its trackers in memory."""

import json
import subprocess

from bot.processes.engine import PYTHON
from tests.stack import ROOT


def test_trackers_come_from_the_state_and_are_not_kept() -> None:
    command = [str(PYTHON), "tests/engine/inside_tracker_store.py"]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    facts = json.loads(ran.stdout.splitlines()[-1])
    assert [fact for fact, true in facts.items() if not true] == []
    assert len(facts) == 4
