"""The choice ids of the public contract: which exist, and what each is called in a language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.catalogue import Catalogue
from bot.conversations.turn import Turn
from bot.questionnaire import remark_id

MOVES = ("skip", "back", "keep", "repeat", "why", "help", "pause", "themes", "yes", "no")
OWN_DATA = ("recap", "withdraw", "export", "receipt")
PLAIN = frozenset((*MOVES, *OWN_DATA, "webinars"))
OF_A_QUESTION = frozenset(("correct", "add", "erase", "forget"))
OF_A_MESSAGE = frozenset(("was_answer", "not_answer", "move", "redact"))
# What is tapped instead of said; what names something has its name after the colon.
OF_AN_INTENT = {
    "skip_question": "skip",
    "go_back": "back",
    "keep_as_is": "keep",
    "repeat_question": "repeat",
    "take_break": "pause",
    "show_recap": "recap",
    "correct_earlier": "recap",
    "add_more": "recap",
    "erase_one": "recap",
    "forget_earlier": "recap",
    "withdraw_all": "withdraw",
    "get_copy": "export",
    "get_receipt": "receipt",
    "show_themes": "themes",
    "next_theme": "themes",
    "choose_theme": "theme:{theme}",
    "change_language": "lang:{language}",
}
SEQ_DIGITS = 9  # as many messages as one conversation will never have, and a number every database holds


def of_intent(intent: str, entities: Mapping[str, str], catalogue: Catalogue) -> str | None:
    """The choice that stands for a request, if there is one and what it names exists."""
    choice = OF_AN_INTENT.get(intent, "").format_map(defaultdict(str, entities))
    return choice if choice and is_known(choice, catalogue) else None


def is_known(choice: str, catalogue: Catalogue) -> bool:
    """Whether a choice id exists in this consultation, offered at the moment or not."""
    name, _, value = choice.partition(":")
    if not value:
        return name == choice and choice in PLAIN
    if name in OF_A_QUESTION:
        return catalogue.has_question(value) or (name == "erase" and value in _remarks(catalogue))
    if name in OF_A_MESSAGE:
        return value.isascii() and value.isdigit() and len(value) <= SEQ_DIGITS
    known = {"theme": catalogue.themes, "profile": catalogue.profiles}.get(name, ())
    return any(each.id == value for each in known) or (name == "lang" and value in catalogue.languages)


def label(choice: str, catalogue: Catalogue, lang: str) -> str:
    """What a tapped choice says: the transcript shows it where the citizen tapped.

    A choice of a theme, question or profile that has left the content since is shown by its id.
    """
    if not is_known(choice, catalogue):
        return choice
    name, _, value = choice.partition(":")
    phrases = catalogue.phrasebooks[lang]
    if name == "theme":
        return catalogue.theme(value).title[lang]
    if name == "profile":
        return next(each.label[lang] for each in catalogue.profiles if each.id == value)
    if name == "lang":
        return phrases.say(f"language.{value}")
    if name in OF_A_QUESTION and not catalogue.has_question(value):
        return phrases.say(f"choices.{name}_remarks", theme=_remarks(catalogue)[value][lang])
    if name in OF_A_QUESTION:
        return phrases.say(f"choices.{name}", **_place(value, catalogue, lang))
    return phrases.say(f"choices.{name}")


def offer(turn: Turn, ids: Iterable[str]) -> list[dict[str, str]]:
    """Choices with their labels in the conversation's language."""
    return [{"id": each, "label": label(each, turn.catalogue, turn.lang)} for each in ids]


def _place(question: str, catalogue: Catalogue, lang: str) -> dict[str, str | int]:
    """Which question a label speaks of: its rank and its theme."""
    theme = catalogue.theme_of(question)
    rank = [each.id for each in theme.questions].index(question) + 1
    return {"number": rank, "theme": theme.title[lang]}


def _remarks(catalogue: Catalogue) -> dict[str, Mapping[str, str]]:
    """Where remarks are kept, and what that place is called."""
    general = {remark_id(None): catalogue.consultation.title}
    return general | {remark_id(each.id): each.title for each in catalogue.themes}
