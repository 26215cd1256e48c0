"""The dialogue model: trained when what it is made from has changed, and only then."""

import hashlib
import json
import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.processes.engine import RASA, model_of, train_command
from bot.processes.environment import engine_environment
from bot.settings import Settings

SOURCES = ("domain.yml", "config.yml", "nlu/**/*.yml", "dialogue/**/*.yml", "engine/*.py", "engine/uv.lock")
CONTENT = ("themes/*.yml", "faq.yml", "profiles.yml")
# What the engine's importer reads of an entry. The other texts are said, not understood: no training for them.
UNDERSTOOD = ("id", "title", "label", "words", "asked")


# Rasa's steps, among its warnings and progress bars.
STEP = re.compile(r" rasa\.engine\.training\.hooks +- (.*)")
LAST_LINES = 30
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TrainingFailed(Exception):
    """The engine could not make a model; its own output says why."""


def train(settings: Settings) -> bool:
    """Makes the model unless the one that is there was made from the same sources. True when it was made."""
    wanted = fingerprint(Path(), content=settings.content)
    if model_of(settings).exists() and _note(settings).exists() and _note(settings).read_text() == wanted:
        return False
    if not RASA.exists():
        raise TrainingFailed(f"{RASA} is missing: `make setup` installs it")
    print("Training the dialogue model: what it learns from is new. This takes a minute or so…", flush=True)
    try:
        _train_anew(settings, wanted)
    except OSError as error:
        raise TrainingFailed(f"{settings.models} cannot be written: {error.strerror}") from error
    return True


def _train_anew(settings: Settings, wanted: str) -> None:
    """Only a finished training leaves a note: an interrupted one is done again."""
    _note(settings).unlink(missing_ok=True)
    if _rasa_train(settings) or not model_of(settings).exists():
        raise TrainingFailed(f"`rasa train` failed, {_log(settings)} says why")
    _note(settings).write_text(wanted)


def _rasa_train(settings: Settings) -> int:
    """Its exit code. What it says goes to a file, its steps to the console too; when it fails, its last lines."""
    settings.models.mkdir(parents=True, exist_ok=True)
    said: deque[str] = deque(maxlen=LAST_LINES)
    options: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with (
        _log(settings).open("w") as log,
        subprocess.Popen(train_command(settings), env=engine_environment(settings), **options) as training,
    ):
        for line in training.stdout or ():
            log.write(line)
            said.append(line)
            if step := STEP.search(line):
                print(f"  {step[1]}", flush=True)
    if training.returncode:
        print("".join(said), end="", file=sys.stderr)
    return training.returncode


def fingerprint(root: Path, *, content: Path) -> str:
    """A hash of everything the model is made from."""
    digest = hashlib.sha256()
    for part in (*_sources(root), *_content(content)):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[bytes]:
    for path in _matching(root, SOURCES):
        yield from (str(path.relative_to(root)).encode(), path.read_bytes())


def _content(folder: Path) -> Iterator[bytes]:
    for path in _matching(folder, CONTENT):
        content = yaml.load(path.read_text(), LOADER)  # noqa: S506 - the safe loader in C
        yield json.dumps([path.name, understood(content)], sort_keys=True).encode()


def _matching(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]


def understood(content: Any) -> list[dict[str, Any]]:
    """The part of a content file that the engine learns: what people call its entries, and what they ask."""
    entries = content if isinstance(content, list) else [content]
    return [{key: entry[key] for key in UNDERSTOOD if key in entry} for entry in entries]


def _note(settings: Settings) -> Path:
    return settings.models / "fingerprint"


def _log(settings: Settings) -> Path:
    return settings.models / "training.log"
