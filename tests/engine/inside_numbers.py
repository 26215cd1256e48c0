"""Run by the engine's Python, where Rasa can be imported: prints which number is found in each text, as JSON."""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, ".")

import yaml
from rasa.shared.nlu.training_data.message import Message

from engine.numbers import NUMBERED, NumberExtractor

PIPELINE: list[dict[str, Any]] = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
CONFIG = next(each for each in PIPELINE if each["name"] == "engine.numbers.NumberExtractor")


def entities(extractor: NumberExtractor, text: str, intent: str) -> list[dict[str, Any]]:
    """What is added to a message of that intent, beside what was found before."""
    before = {"entity": "theme", "value": "ecology"}
    message = Message({"text": text, "intent": {"name": intent}, "entities": [before]})
    extractor.process([message])
    found: list[dict[str, Any]] = message.get("entities")
    assert found[0] == before
    return found[1:]


def main() -> None:
    extractor = NumberExtractor({"words": CONFIG["words"]})
    texts = json.load(sys.stdin)
    found = {text: [each["value"] for each in entities(extractor, text, "pick_number")] for text in texts}
    intents = {each: bool(entities(extractor, "le 3", each)) for each in [*sorted(NUMBERED), "open_answer", "affirm"]}
    print(json.dumps({"found": found, "intents": intents}))


main()
