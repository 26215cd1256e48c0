"""Known phrases are found in a text."""

import json
import subprocess

from bot.processes.engine import PYTHON
from tests.stack import ROOT


def test_the_longest_known_phrase_is_found_wherever_it_stands() -> None:
    command = [str(PYTHON), "tests/engine/inside_naming.py"]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    facts = json.loads(ran.stdout.splitlines()[-1])
    assert facts["wrong"] == []
    assert 500 < facts["named"] < 3900
