"""Pure rules of the questionnaire: what is asked next, how far one is, which webinars are offered and how."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from bot.catalogue import Catalogue, Question, Theme, Webinar

LATE_DELIVERY = timedelta(hours=24)

# An erased answer is not asked for again by itself.
SETTLED = frozenset({"given", "skipped", "withdrawn"})


@dataclass(frozen=True)
class Position:
    """Where a conversation stands: what the engine is told with each turn."""

    mode: str
    theme: str | None = None
    question: str | None = None

    @property
    def expects_answer(self) -> bool:
        return self.mode in ("question", "probe", "provisional")

    def for_engine(self, lang: str) -> dict[str, str | None]:
        return {"mode": self.mode, "theme": self.theme, "question": self.question, "lang": lang}


@dataclass(frozen=True)
class Progress:
    """`position` is the question's rank in its theme from 1, or `total` once past the last."""

    theme: str
    position: int
    answered: int
    total: int

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)


def progress(theme: Theme, question: str | None, states: Mapping[str, str]) -> Progress:
    """How far a theme is; `states` maps question ids to answer states."""
    ids = [each.id for each in theme.questions]
    answered = sum(states.get(each) == "given" for each in ids)
    position = ids.index(question) + 1 if question in ids else len(ids)
    return Progress(theme=theme.id, position=position, answered=answered, total=len(ids))


def next_question(theme: Theme, states: Mapping[str, str], *, after: str | None = None) -> Question | None:
    """The next question not answered or skipped, from `after` on, then from the theme's start; None when done."""
    ids = [each.id for each in theme.questions]
    start = ids.index(after) + 1 if after in ids else 0
    in_turn = theme.questions[start:] + theme.questions[:start]
    return next((each for each in in_turn if states.get(each.id) not in SETTLED), None)


def previous_question(theme: Theme, asked: Iterable[str], current: str | None) -> Question | None:
    """The question asked before `current` in this theme; `asked` is in the order first answered or skipped."""
    known = {each.id: each for each in theme.questions}
    order = [each for each in asked if each in known]
    before = order[: order.index(current)] if current in order else order
    return known[before[-1]] if before else None


def is_complete(theme: Theme, states: Mapping[str, str]) -> bool:
    return next_question(theme, states) is None


def next_theme(catalogue: Catalogue, states: Mapping[str, str], *, after: str | None = None) -> Theme | None:
    """The next open theme with something left to ask, in the catalogue's order from `after`."""
    ids = [each.id for each in catalogue.themes]
    start = ids.index(after) + 1 if after in ids else 0
    in_turn = catalogue.themes[start:] + catalogue.themes[:start]
    return next((each for each in in_turn if each.state == "open" and not is_complete(each, states)), None)


def written_in_time(written: datetime, *, closes: datetime | None, now: datetime) -> bool:
    """Whether an answer to a closed consultation counts: written before it closed, delivered within a day of that."""
    return closes is not None and written < closes <= now <= closes + LATE_DELIVERY


def remark_id(theme: str | None) -> str:
    """Under what id free text with no question open is kept."""
    return f"{theme}.remark" if theme else "remark"


def is_remark(question: str) -> bool:
    """Whether an answer's id is one of those of `remark_id`."""
    return question == "remark" or question.endswith(".remark")


@dataclass(frozen=True)
class WebinarOffer:
    """One line about a webinar: `status` chooses the sentence, `kinds` the links that make sense now."""

    webinar: Webinar
    status: str
    kinds: tuple[str, ...]


def webinar_offer(webinar: Webinar, now: datetime) -> WebinarOffer:
    """Before: registration and a calendar file; while it runs: join; after: the date and a replay if there is one."""
    if webinar.state == "cancelled":
        return WebinarOffer(webinar, "cancelled", ())
    phase = webinar.phase(now)
    wanted = {"before": "registration", "running": "join", "after": "replay"}[phase]
    known = getattr(webinar, wanted) is not None
    kinds = ((wanted,) if known else ()) + (("calendar",) if phase == "before" else ())
    moved = "moved_" if webinar.state == "moved" and phase == "before" else ""
    return WebinarOffer(webinar, f"{moved}{phase}" + ("" if known or phase == "after" else "_link_to_come"), kinds)
