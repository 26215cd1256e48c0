"""Learns from examples how sentences are read: which control a text would be, and how probable any control is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from engine.regression import Numbers, Regression, Truths, boosts_of, fit, untrained
from engine.signs import Columns, Usage, chance
from engine.verdict import ANSWER, heard

FOLDS = 2


class Example(NamedTuple):
    """A folded text, its intent, and whether it is the bare name of something (a theme's word alone)."""

    text: str
    intent: str
    bare_name: bool


class Reading(NamedTuple):
    """Each intent's share, best first; the chance of a control with a question open, and with nothing open."""

    ranking: list[tuple[str, float]]
    open: float
    closed: float


@dataclass
class Reader:
    """A trained reader: the scores of a text's words and letters, then its signs, weighed."""

    intents: list[str]
    columns: Columns
    regression: Regression
    usage: Usage
    balance: Numbers  # (2, signs + 1): with a question open, with nothing open; the last column is the intercept

    def read(self, folded: str) -> Reading:
        """What one folded text would be."""
        scores = self.regression.scores(self.regression.terms(folded))
        signs = np.array([*self.columns.signs(scores), *self.usage.signs(folded), 1.0])
        opened, closed = chance(self.balance @ signs)
        shares = chance(scores[: self.columns.reply])
        shares /= shares.sum()
        best = shares.argsort()[::-1]
        return Reading([(self.intents[place], float(shares[place])) for place in best], float(opened), float(closed))


def learn(examples: Sequence[Example], *, trust: float) -> Reader:
    """Fit on every example; the signs are weighed on examples that the scores were not fitted on."""
    intents = sorted({example.intent for example in examples})
    union = untrained()
    matrix = union.fit_transform([example.text for example in examples]).tocsr()
    targets = _targets(examples, intents)
    fitting: dict[str, Any] = {"boosts": boosts_of(targets), "trust": trust}
    usage = Usage.of((example.text, example.intent == ANSWER) for example in examples)
    columns = _columns(intents)
    scores = _unseen(matrix, targets, fitting)
    signs = np.array([_signs(columns, usage, *pair) for pair in zip(scores, examples, strict=True)])
    return Reader(
        intents=intents,
        columns=columns,
        regression=Regression(union, *fit(matrix, targets, **fitting)),
        usage=usage,
        balance=_balance(signs, examples),
    )


def _targets(examples: Sequence[Example], intents: list[str]) -> Truths:
    rows = [[*(example.intent == intent for intent in intents), _is_reply(example)] for example in examples]
    return np.array(rows)


def _is_reply(example: Example) -> bool:
    return example.intent == ANSWER or not heard(example.intent, "question") or example.bare_name


def _columns(intents: list[str]) -> Columns:
    controls = [place for place, intent in enumerate(intents) if intent != ANSWER and heard(intent, "question")]
    return Columns(heard=np.array(controls), answer=intents.index(ANSWER), reply=len(intents))


def _unseen(matrix: Any, targets: Truths, fitting: dict[str, Any]) -> Numbers:
    """Each example's scores from a fit without it."""
    scores = np.zeros(targets.shape)
    folds = np.arange(len(targets)) % FOLDS
    for fold in range(FOLDS):
        weights, intercept = fit(matrix[folds != fold], targets[folds != fold], **fitting)
        scores[folds == fold] = matrix[folds == fold] @ weights + intercept
    return scores


def _signs(columns: Columns, usage: Usage, scores: Numbers, example: Example) -> list[float]:
    kind = "answer" if example.intent == ANSWER else "control"
    return [*columns.signs(scores), *usage.signs(example.text, example_of=kind)]


def _balance(signs: Numbers, examples: Sequence[Example]) -> Numbers:
    """With a question open, examples that are replies without being answers teach nothing: their mode decides."""
    answers = np.array([example.intent == ANSWER for example in examples])
    replies = np.array([_is_reply(example) for example in examples])
    return np.stack([_weights(signs[answers | ~replies], ~answers[answers | ~replies]), _weights(signs, ~answers)])


def _weights(signs: Numbers, controls: Truths) -> Numbers:
    scale = StandardScaler().fit(signs)
    regression = LogisticRegression(C=0.03, max_iter=300).fit(scale.transform(signs), controls)
    weights = regression.coef_[0] / scale.scale_
    return np.append(weights, regression.intercept_[0] - weights @ scale.mean_)
