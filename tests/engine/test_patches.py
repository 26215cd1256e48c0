"""Each patch applies to the pinned Rasa; its effect over HTTP is in test_turns and test_failures."""

import json
import subprocess

from bot.processes.engine import PYTHON
from tests.stack import ROOT


def test_every_patch_applies_to_the_pinned_rasa() -> None:
    ran = subprocess.run(
        [str(PYTHON), "tests/engine/inside_patches.py"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    facts = json.loads(ran.stdout.splitlines()[-1])
    assert [fact for fact, true in facts.items() if not true] == []
    assert sum("is replaced" in fact for fact in facts) == 7
