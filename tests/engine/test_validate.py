"""Rasa's own check of examples, rules and domain finds nothing to say of ours."""

import subprocess

from bot.processes.engine import PYTHON, QUIETLY
from bot.processes.environment import engine_environment
from bot.settings import Settings
from tests.stack import ROOT


def test_rasa_data_validate_passes_without_a_warning() -> None:
    settings = Settings(engine_secret="a secret of the tests, long enough to be one")
    done = subprocess.run(
        [str(PYTHON), "-c", QUIETLY, "data", "validate", "--data", "nlu", "dialogue"],
        cwd=ROOT,
        env=engine_environment(settings) | {"PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "No story structure conflicts found" in said
    assert "UserWarning" not in said
    assert "WARNING" not in said
