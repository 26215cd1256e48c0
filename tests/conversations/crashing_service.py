"""The service, killed with SIGKILL when it first reaches the step named on the command line."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from bot.conversations import conversations
from bot.conversations.acting import Acting
from bot.conversations.conversations import Conversations
from bot.conversations.turn import Turn
from bot.conversations.turns import Turns


def die(*_ignored: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def after(step: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*arguments: Any, **named: Any) -> None:
        step(*arguments, **named)
        die()

    return wrapped


def after_awaiting(step: Callable[..., Any]) -> Callable[..., Any]:
    async def wrapped(*arguments: Any, **named: Any) -> None:
        await step(*arguments, **named)
        die()

    return wrapped


# Where the process ends: between two steps of a turn.
STEPS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "accepted, not committed": (conversations, "accept", after(conversations.accept)),
    "accepted and committed, turn not begun": (Turns, "wake", die),
    "acted, not committed": (Turn, "publish", after(Turn.publish)),
    "acted and committed, engine not told": (Acting, "once", after_awaiting(Acting.once)),
    "turn done, citizen not told": (Conversations, "_replies", after_awaiting(Conversations._replies)),
}


def main() -> None:
    owner, name, deadly = STEPS[sys.argv[1]]
    setattr(owner, name, deadly)
    sys.argv[1:] = ["serve", "--only", "service"]
    from bot.cli import main as consultation

    consultation()


if __name__ == "__main__":
    main()
