"""Which of several known things a text names: a known phrase first, then a classifier over letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union

from engine.regression import Numbers, Regression, Terms, fit

TRUST = 10.0
# a part of a phrase has so many words at least that are longer than an article: one says too little of the whole
PART = 2
ARTICLE = 3


@dataclass(frozen=True)
class Named:
    """What was recognised, and how surely (1.0 for a known phrase)."""

    value: str
    confidence: float


class NamingText:
    """A folded text, cut up once for all kinds of names."""

    def __init__(self, folded: str) -> None:
        self.words = folded.split(" ")
        self._folded = folded
        self._terms: list[Terms] | None = None

    def terms(self, regression: Regression) -> list[Terms]:
        """The letters in its words, counted; every kind's regression counts alike."""
        if self._terms is None:
            self._terms = regression.terms(self._folded)
        return self._terms


@dataclass
class Names:
    """The names of one kind of thing (themes, say): folded phrases, and scores when there are several things."""

    phrases: dict[str, str]
    values: list[str]
    regression: Regression | None = None

    def __post_init__(self) -> None:
        # where each phrase stands, and how many words the phrases have that begin with a word
        self._places = {phrase: place for place, phrase in enumerate(self.phrases)}
        self._lengths: dict[str, set[int]] = {}
        for phrase in self.phrases:
            words = phrase.split(" ")
            self._lengths.setdefault(words[0], set()).add(len(words))

    def worded(self, text: NamingText) -> Named | None:
        """The thing whose phrases alone hold the whole text: "impact écologique" of "l'impact écologique"."""
        if sum(len(word) > ARTICLE for word in text.words) < PART:
            return None
        said = f" {' '.join(text.words)} "
        values = {value for phrase, value in self.phrases.items() if said in f" {phrase} "}
        return Named(values.pop(), 1.0) if len(values) == 1 else None

    def find(self, text: NamingText, floor: float) -> Named | None:
        """The thing a text names, or None below the floor."""
        return self._known(text.words) or self._guessed(text, floor)

    def _known(self, words: Sequence[str]) -> Named | None:
        longest = min(self._inside(words), key=self._rank, default=None)
        return None if longest is None else Named(self.phrases[longest], 1.0)

    def _rank(self, phrase: str) -> tuple[int, int]:
        """The longest first; of those as long, the one learnt first."""
        return -len(phrase), self._places[phrase]

    def _inside(self, words: Sequence[str]) -> Iterator[str]:
        """The known phrases in a text, found from their first words: there are thousands, and a text has few words."""
        for first, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                phrase = " ".join(words[first : first + length])
                if phrase in self.phrases:
                    yield phrase

    def _guessed(self, text: NamingText, floor: float) -> Named | None:
        if self.regression is None:
            return None
        shares = _shares(self.regression.scores(text.terms(self.regression)))
        best = int(shares.argmax())
        return Named(self.values[best], float(shares[best])) if shares[best] >= floor else None


def learn(*, phrases: dict[str, str], sentences: list[tuple[str, str]]) -> Names:
    """Names from folded phrases, and from (folded sentence, value) pairs."""
    examples = [*phrases.items(), *sentences]
    values = sorted({value for _, value in examples})
    if len(values) < 2:
        return Names(phrases, values)
    letters = make_union(TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True))
    matrix = letters.fit_transform([text for text, _ in examples]).tocsr()
    targets = np.array([[named == value for value in values] for _, named in examples])
    return Names(phrases, values, Regression(letters, *fit(matrix, targets, trust=TRUST)))


def _shares(scores: Numbers) -> Numbers:
    """How the values share the text: the softmax of their scores."""
    odds = np.exp(scores - scores.max())
    shares: Numbers = odds / odds.sum()
    return shares
