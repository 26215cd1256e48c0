"""What a set of parsed texts comes to: shares with their Wilson 95 % intervals, precision and recall of each intent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import sqrt

from tests.understanding.parsing import Parsed
from tests.understanding.texts import ANSWER

Z = 1.96
SIDE_QUESTIONS = frozenset({"ask_reason", "ask_help", "ask_faq", "contact_person", "ask_robot", "show_webinars"})
Which = Callable[[Parsed], bool]


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        return self.part / self.whole if self.whole else 0.0

    def interval(self) -> tuple[float, float]:
        """Wilson's score interval, 95 % (Wilson 1927)."""
        if not self.whole:
            return 0.0, 1.0
        centre = self.value + Z**2 / (2 * self.whole)
        spread = Z * sqrt(self.value * (1 - self.value) / self.whole + Z**2 / (4 * self.whole**2))
        scale = 1 + Z**2 / self.whole
        return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)

    def __str__(self) -> str:
        low, high = self.interval()
        return f"{self.part} of {self.whole}: {self.value:.1%} ({100 * low:.1f}-{100 * high:.1f})"


@dataclass(frozen=True)
class Figure:
    """A line of the table: what is counted, among which texts."""

    name: str
    among: Which
    counted: Which

    def of(self, parsed: Iterable[Parsed]) -> Share:
        """Its share of the texts given."""
        whole = [each for each in parsed if self.among(each)]
        return Share(sum(map(self.counted, whole)), len(whole))


def _answer(each: Parsed) -> bool:
    return each.said.intent == ANSWER and each.mode == "question"


def _control(each: Parsed) -> bool:
    return each.said.intent != ANSWER and each.mode == "question"


def _remark(each: Parsed) -> bool:
    return each.said.intent == ANSWER and each.mode == "menu"


def _theme(each: Parsed) -> bool:
    return each.said.intent == "choose_theme" and each.mode == "menu"


def _side_question(mode: str) -> Which:
    return lambda each: each.said.intent in SIDE_QUESTIONS and each.mode == mode


def _elsewhere(each: Parsed) -> bool:
    return each.said.intent != ANSWER and each.mode not in ("question", "menu")


FIGURES = (
    Figure("answers taken for commands", _answer, lambda each: not each.is_answer),
    Figure("answers asked back", _answer, lambda each: each.unsure),
    Figure("answers stored with a way back", _answer, lambda each: each.doubtful),
    Figure("commands obeyed", _control, lambda each: each.right),
    Figure("commands taken for another", _control, lambda each: not each.right and not each.is_answer),
    Figure("commands asked back", _control, lambda each: each.unsure),
    Figure("commands stored as answers", _control, lambda each: each.is_answer and not each.unsure),
    Figure(
        "commands stored as answers, no way back",
        _control,
        lambda each: each.is_answer and not each.unsure and not each.doubtful,
    ),
    Figure("themes opened right, at the menu", _theme, lambda each: each.right),
    Figure("answers said at the menu, taken for themes", _remark, lambda each: each.intent == "choose_theme"),
    Figure("side questions answered right, question open", _side_question("question"), lambda each: each.reached),
    Figure("side questions obeyed, question open", _side_question("question"), lambda each: each.right),
    Figure("side questions answered right, at the menu", _side_question("menu"), lambda each: each.reached),
    Figure("yes, no, profiles understood where asked", _elsewhere, lambda each: each.right),
)


def scores(parsed: Iterable[Parsed]) -> dict[str, tuple[Share, Share]]:
    """Precision and recall of each intent, each text in the mode it is heard in."""
    heard = [each for each in parsed if each.mode == each.said.mode]
    intents = sorted({each.said.intent for each in heard})
    return {intent: (_precision(heard, intent), _recall(heard, intent)) for intent in intents}


def _precision(heard: list[Parsed], intent: str) -> Share:
    taken = [each for each in heard if each.intent == intent]
    return Share(sum(each.said.intent == intent for each in taken), len(taken))


def _recall(heard: list[Parsed], intent: str) -> Share:
    said = [each for each in heard if each.said.intent == intent]
    return Share(sum(each.intent == intent for each in said), len(said))
