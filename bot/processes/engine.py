"""The engine's command lines: Rasa in its own environment, on a private address, with nothing open that is not used."""

from pathlib import Path

from bot.settings import Settings

RASA = Path("engine/.venv/bin/rasa")
PYTHON = Path("engine/.venv/bin/python")
# Sanic, when imported, turns on what its neighbours say of one another's deprecations: they are silenced after that.
QUIETLY = "import sanic.app, warnings; warnings.simplefilter('ignore'); from rasa.__main__ import main; main()"
MODEL = "consultation"


def model_of(settings: Settings) -> Path:
    """Where the trained model is."""
    return settings.models / f"{MODEL}.tar.gz"


def run_command(settings: Settings) -> list[str]:
    """Serves the model. No --enable-api and no --cors: only our own channel answers."""
    address = ["-i", settings.engine_host, "-p", str(settings.engine_port)]
    parts = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml", "-m", str(model_of(settings))]
    return [str(PYTHON), "-c", QUIETLY, "run", *address, *parts, "--quiet"]


def train_command(settings: Settings) -> list[str]:
    """Trains the model, by the stock command; what `rasa data validate` checks is checked by a test, once."""
    sources = ["--data", "nlu", "dialogue", "--domain", "domain.yml", "--config", "config.yml"]
    return [
        str(RASA),
        "train",
        "--skip-validation",
        *sources,
        "--out",
        str(settings.models),
        "--fixed-model-name",
        MODEL,
    ]
