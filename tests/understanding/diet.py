"""A model whose sentences are read by Rasa's own DIETClassifier, behind the same guard: what ours is compared with."""

import subprocess
from pathlib import Path
from typing import Any

import yaml

from bot.processes.engine import RASA
from bot.processes.environment import engine_environment
from bot.settings import Settings
from tests.stack import ROOT

NAME = "diet"
EPOCHS = 10
# of some 25,000: a training within minutes on two cores
SAMPLE = 3000
READING: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4, "min_df": 3},
    {
        "name": "tests.understanding.sampled_diet.SampledDIET",
        "sample": SAMPLE,
        "epochs": EPOCHS,
        "random_seed": 42,
        "entity_recognition": False,
        "constrain_similarities": True,
        "ranking_length": 0,
    },
]


def model(settings: Settings) -> Path:
    """Trained at every call, in the models' folder."""
    config = settings.models / f"{NAME}.yml"
    config.write_text(yaml.safe_dump(_config(), sort_keys=False, allow_unicode=True))
    command = [str(RASA), "train", "nlu", "--nlu", "nlu", "--domain", "domain.yml", "--config", str(config)]
    place = ["--out", str(settings.models), "--fixed-model-name", NAME]
    subprocess.run([*command, *place], cwd=ROOT, env=engine_environment(settings), check=True)
    return settings.models / f"{NAME}.tar.gz"


def _config() -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load((ROOT / "config.yml").read_text())
    guarded = [each for each in config["pipeline"] if not each["name"].startswith("engine.sentences.")]
    return {**config, "pipeline": [*READING, *guarded]}
