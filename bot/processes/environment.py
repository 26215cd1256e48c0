"""What the two processes are told: settings become environment variables again, each process gets its own."""

import os
import shlex
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.settings import PREFIX, Settings

FOR_THE_ENGINE = ("engine_secret", "engine_urls", "actions_url", "content")
QUIET_ENGINE = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    # A text's scores are one small product: sharing it among threads took 8 ms of processor, alone it takes 0.1.
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUNBUFFERED": "1",
}


def service_environment(settings: Settings) -> dict[str, str]:
    """This process's environment with every setting in it, so that a restarted process decides nothing anew."""
    return dict(os.environ) | _variables(settings, names=tuple(Settings.model_fields))


def engine_environment(settings: Settings) -> dict[str, str]:
    """The environment of the engine: the few settings it needs, and no other secret."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return inherited | engine_variables(settings)


def engine_variables(settings: Settings) -> dict[str, str]:
    """What the engine needs to know and to keep quiet about."""
    return QUIET_ENGINE | _variables(settings, names=FOR_THE_ENGINE)


def as_exports(variables: dict[str, str]) -> str:
    """The lines a shell evaluates."""
    return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in variables.items())


def _variables(settings: Settings, *, names: tuple[str, ...]) -> dict[str, str]:
    values = {name: getattr(settings, name) for name in names}
    return {PREFIX + name.upper(): _text(value) for name, value in values.items() if value is not None}


def _text(value: object) -> str:
    match value:
        case SecretStr():
            return value.get_secret_value()
        case tuple():
            return ",".join(map(_text, value))
        case datetime():
            return value.isoformat()
        case str() | int() | Path():  # bool is an int: `True` is read back as such
            return str(value)
    raise TypeError(f"a setting of type {type(value).__name__}")
