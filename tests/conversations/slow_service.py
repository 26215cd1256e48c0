"""The service, whose actions wait before they touch the database until a file appears."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from bot.conversations.acting import Acting

GATE = "TEST_GATE"
once = Acting.once


async def wait_then_act(self: Acting, *arguments: Any, **named: Any) -> Any:
    gate = Path(os.environ[GATE])
    gate.with_suffix(".reached").touch()
    while not gate.exists():  # noqa: ASYNC240  a test's file on a local disk
        await asyncio.sleep(0.05)
    return await once(self, *arguments, **named)


def main() -> None:
    setattr(Acting, "once", wait_then_act)  # noqa: B010  mypy refuses the plain assignment
    sys.argv[1:] = ["serve", "--only", "service"]
    from bot.cli import main as consultation

    consultation()


if __name__ == "__main__":
    main()
