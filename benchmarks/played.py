"""One turn that was played, and the sides that play."""

from dataclasses import dataclass
from typing import Protocol

from benchmarks.meter import Meter


@dataclass(frozen=True)
class Turn:
    """`answers`: it is a text that answers the open question and is followed by a prompt, and so is compared."""

    side: str
    conversation: int
    number: int
    milliseconds: float
    answers: bool


class WrongReply(Exception):
    """A bot did not say what its script expects: the run would measure something else."""


class Side(Protocol):
    """A running bot with its conversations, numbered from 0."""

    meter: Meter

    def play(self, conversation: int, number: int) -> Turn:
        """The next turn of the script; raises WrongReply."""
