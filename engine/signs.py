"""What tells a control from an answer besides its single words: signs measured on one text, to be weighed together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.plain_text import words
from engine.regression import Numbers

LIMIT = 12.0  # log-odds beyond which a score says no more


@dataclass
class Usage:
    """In how many examples of controls and of answers each word stands."""

    controls: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    control_examples: int = 0
    answer_examples: int = 0

    @classmethod
    def of(cls, examples: Iterable[tuple[str, bool]]) -> Usage:
        """Counted over (folded text, whether it is an answer)."""
        usage = cls()
        for text, is_answer in examples:
            (usage.answers if is_answer else usage.controls).update(set(words(text)))
            usage.answer_examples += is_answer
            usage.control_examples += not is_answer
        return usage

    def signs(self, folded: str, *, example_of: str | None = None) -> list[float]:
        """Length, words that no control uses, share of words that no answer uses, how much the words are an answer's.

        An example counts itself out (`example_of`: "control" or "answer"), to be measured like a text never seen.
        """
        said = words(folded) or ("",)
        in_controls: Numbers = np.array([self.controls[word] for word in said], dtype=np.float64) - (
            example_of == "control"
        )
        in_answers: Numbers = np.array([self.answers[word] for word in said], dtype=np.float64) - (
            example_of == "answer"
        )
        leaning = np.log((in_answers + 0.5) / (self.answer_examples + 1))
        leaning -= np.log((in_controls + 0.5) / (self.control_examples + 1))
        return [
            float(np.log(len(said))),
            float((in_controls <= 0).sum()),
            float((in_answers <= 0).mean()),
            float(leaning.sum()),
        ]


@dataclass(frozen=True)
class Columns:
    """Where the scores of a text stand: each control heard with a question open, `answer`, and, last, `reply`.

    `reply` is what is an answer while a question is open: `answer`, yes and no, a number, the name of a theme.
    """

    heard: NDArray[np.int64]
    answer: int
    reply: int

    def signs(self, scores: Numbers) -> list[float]:
        """Log-odds of any control against an answer, the best control's, all controls together, no reply's log-odds."""
        bounded = scores.clip(-LIMIT, LIMIT)
        chances = chance(bounded)
        controls = chances[: self.reply].sum() - chances[self.answer]
        return [
            float(np.log(controls + 1e-6) - np.log(chances[self.answer] + 1e-6)),
            float(bounded[self.heard].max()),
            float(chances[self.heard].sum()),
            float(-bounded[self.reply]),
        ]


def chance(odds: Numbers) -> Numbers:
    """The probability that log-odds stand for."""
    chances: Numbers = 1 / (1 + np.exp(-odds))
    return chances
