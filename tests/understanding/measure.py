"""A set of texts measured through a model: which texts, in which modes, and how fast."""

from collections.abc import Sequence
from pathlib import Path

from engine.plain_text import fold
from tests.understanding.examples import examples
from tests.understanding.parsing import Parsed, parse
from tests.understanding.texts import Text, texts_of

TUNED_ON = "development"


def unseen(name: str) -> list[Text]:
    """The texts of a set that repeat no training example, nor, held out, a text the thresholds were found with.

    Whoever types one of those ("help", "yes") is understood by rote, which proves nothing.
    """
    known = {text for _, text in examples()}
    if name != TUNED_ON:
        known |= {fold(text.text) for text in texts_of(TUNED_ON)}
    return [text for text in texts_of(name) if fold(text.text) not in known]


def measured(model: Path, texts: Sequence[Text]) -> list[Parsed]:
    """Each text where it is heard, and each that is also heard at the menu there too."""
    at_the_menu = [(text, "menu") for text in texts if text.mode == "question"]
    return parse(model, [*((text, text.mode) for text in texts), *at_the_menu])


def milliseconds(parsed: Sequence[Parsed], quantile: float) -> float:
    """The time of a parse."""
    return 1000 * sorted(each.seconds for each in parsed)[int(quantile * (len(parsed) - 1))]
