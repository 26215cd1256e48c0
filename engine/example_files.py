"""Reads nlu/<language>/<intent>.yml: Rasa's own reader checks each file against a schema, ten seconds a training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ruamel.yaml
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from rasa.shared.nlu.training_data.message import Message

from engine.lasting_example import LastingExample

MARK = "- "


class WrongExamples(RasaException):
    """A file that is not a list of intents with their examples: which file and line."""


def examples_in(path: Path) -> list[Message]:
    """The examples of one file, with their entities; raises WrongExamples."""
    return [LastingExample(parse_training_example(text, intent).data) for intent, text in _lines_of(path)]


def read_yaml(path: Path) -> Any:
    """A file's content, through the parser in C."""
    return ruamel.yaml.YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def _lines_of(path: Path) -> Iterator[tuple[str, str]]:
    for block in _blocks(path):
        for line in block["examples"].splitlines():
            if not line.startswith(MARK):
                raise WrongExamples(f"{path}: an example begins with '{MARK}', not as in: {line}")
            yield block["intent"], line.removeprefix(MARK).strip()


def _blocks(path: Path) -> list[dict[str, str]]:
    read = read_yaml(path)
    blocks = read.get("nlu") if isinstance(read, dict) else None
    if not isinstance(blocks, list) or any(set(block) != {"intent", "examples"} for block in blocks):
        raise WrongExamples(f"{path}: `nlu` is a list of `intent` and `examples`")
    return list(blocks)
