"""Waiting for what another process does by itself."""

import asyncio
import time
from pathlib import Path
from typing import Any

from tests.citizen import Citizen


async def appears(path: Path, *, seconds: float = 30) -> None:
    """Waits for a file that another process makes."""
    deadline = time.monotonic() + seconds
    while not path.exists():  # noqa: ASYNC240  a test's file on a local disk
        assert time.monotonic() < deadline, f"{path} never appeared"
        await asyncio.sleep(0.05)


async def citizen_hears(citizen: Citizen, question: str, *, seconds: float = 90) -> None:
    """Waits for a question that nobody asks for again."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if any(each["asked"] == question for each in await citizen.messages()):
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"{question} was never asked")


async def hears(citizen: Citizen, *, after: int, seconds: float = 15) -> list[dict[str, Any]]:
    """What the bot says by itself."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        said = [each for each in await citizen.messages(after=after) if each["from"] == "bot"]
        if said:
            return said
        await asyncio.sleep(0.1)
    return []
