"""A person's answers as the site shows them: theme by theme, each with the way to change it."""

from dataclasses import dataclass

from bot import contact_details
from bot.catalogue import Catalogue, Theme
from bot.channels.web.form.body import questions_of
from bot.conversations.devices import Contribution
from bot.questionnaire import is_remark, remark_id


@dataclass(frozen=True)
class ShownAnswer:
    """`has_details`: contact details stand in it; `masked`: a receipt code or contact details were taken out of it."""

    id: str
    question: str
    asked: str
    words: str
    has_details: bool
    masked: bool


@dataclass(frozen=True)
class Group:
    """The answers of a theme, or what was said outside the themes."""

    title: str
    theme: Theme | None
    answers: list[ShownAnswer]


def of_theme(catalogue: Catalogue, theme: Theme, mine: Contribution, lang: str) -> Group:
    """Every question of the theme, answered or not; another idea only if there is one."""
    asked = enumerate(questions_of(theme), start=1)
    shown = [_answer(catalogue, each, f"answer-{number}", mine, lang) for number, each in asked]
    return Group(theme.title[lang], theme, [each for each in shown if each.words or not is_remark(each.question)])


def of_everything(catalogue: Catalogue, mine: Contribution, lang: str) -> list[Group]:
    """The themes with an answer, then what was said outside the themes."""
    groups = [of_theme(catalogue, each, mine, lang) for each in catalogue.themes]
    outside = _answer(catalogue, remark_id(None), "", mine, lang)
    groups.append(Group(catalogue.consultation.title[lang], None, [outside]))
    return [group for group in groups if any(each.words for each in group.answers)]


def _answer(catalogue: Catalogue, question: str, place: str, mine: Contribution, lang: str) -> ShownAnswer:
    words = mine.words.get(question, "")
    remark = catalogue.phrasebooks[lang].say("bot.recap.remark")
    return ShownAnswer(
        id=place,
        question=question,
        asked=remark if is_remark(question) else catalogue.question(question).question[lang],
        words=words,
        has_details=bool(contact_details.find(words)),
        masked=contact_details.MASK in words,
    )
