"""Which of several known things a text names: a known phrase first, then a classifier over letters."""

from dataclasses import dataclass
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline


@dataclass(frozen=True)
class Named:
    """What was recognised, and how surely (1.0 for a known phrase)."""

    value: str
    confidence: float


class Names:
    """The names of one kind of thing (themes, say): folded phrases, and a classifier when there are several things."""

    def __init__(self, *, phrases: dict[str, str], classifier: Pipeline | None) -> None:
        self.phrases = phrases
        self.classifier = classifier

    def find(self, folded: str, floor: float) -> Named | None:
        """The thing a folded text names, or None below the floor."""
        return self._known(folded) or self._guessed(folded, floor)

    def _known(self, folded: str) -> Named | None:
        if folded in self.phrases:
            return Named(self.phrases[folded], 1.0)
        inside = [phrase for phrase in self.phrases if f" {phrase} " in f" {folded} "]
        return Named(self.phrases[max(inside, key=len)], 1.0) if inside else None

    def _guessed(self, folded: str, floor: float) -> Named | None:
        if self.classifier is None:
            return None
        chances: list[float] = list(self.classifier.predict_proba([folded])[0])
        best = max(range(len(chances)), key=chances.__getitem__)
        if chances[best] < floor:
            return None
        return Named(str(self.classifier.classes_[best]), float(chances[best]))


def learn(*, phrases: dict[str, str], sentences: list[tuple[str, str]]) -> Names:
    """Names from folded phrases, and from (folded sentence, value) pairs."""
    examples = [*phrases.items(), *sentences]
    values = [value for _, value in examples]
    if len(set(values)) < 2:
        return Names(phrases=phrases, classifier=None)
    classifier: Any = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
        LogisticRegression(C=10.0, class_weight="balanced", max_iter=200, random_state=42),
    )
    classifier.fit([text for text, _ in examples], values)
    return Names(phrases=phrases, classifier=classifier)
