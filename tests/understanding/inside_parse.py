"""Run by the engine's Python: parses the texts on its input with a trained model, as the channel does; prints JSON."""

import asyncio
import json
import sys
import time

sys.path.insert(0, ".")

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from engine import patches
from engine.plain_text import readable


async def main() -> None:
    """Input: [{"text", "metadata"}]; the last line of the output: [{"intent", "entities", "guard", "seconds"}]."""
    patches.apply()
    processor = Agent.load(sys.argv[1]).processor
    parsed = []
    for each in json.load(sys.stdin):
        began = time.perf_counter()
        found = await processor.parse_message(UserMessage(readable(each["text"]), metadata=each["metadata"]))
        seconds = time.perf_counter() - began
        kept = {"intent": found["intent"]["name"], "entities": found["entities"], "guard": found["guard"]}
        parsed.append({**kept, "seconds": seconds})
    print(json.dumps(parsed))


asyncio.run(main())
