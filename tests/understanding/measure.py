"""A set of texts measured through a model: which texts, in which modes, and how fast."""

from collections.abc import Sequence
from pathlib import Path

from tests.understanding.parsing import Parsed, parse
from tests.understanding.texts import Text


def measured(model: Path, texts: Sequence[Text]) -> list[Parsed]:
    """Each text where it is heard, and each that is also heard at the menu there too."""
    at_the_menu = [(text, "menu") for text in texts if text.mode == "question"]
    return parse(model, [*((text, text.mode) for text in texts), *at_the_menu])


def milliseconds(parsed: Sequence[Parsed], quantile: float) -> float:
    """The time of a parse."""
    return 1000 * sorted(each.seconds for each in parsed)[int(quantile * (len(parsed) - 1))]
