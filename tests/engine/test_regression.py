"""The classifier's fast reading gives scikit-learn's own scores, and the same ones after every training."""

import json
import subprocess

import pytest

from bot.processes.engine import PYTHON
from tests.stack import ROOT


def test_a_text_s_scores_are_scikit_learn_s_own_and_always_the_same() -> None:
    command = [str(PYTHON), "tests/engine/inside_regression.py"]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    facts = json.loads(ran.stdout.splitlines()[-1])
    assert facts == {"far": pytest.approx(0, abs=1e-9), "same": True, "chances": True, "rankings": True}
