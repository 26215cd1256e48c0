"""Which answer or theme is meant by a choice, a number or a rank; -1 stands for the last."""

from collections.abc import Sequence

from bot.catalogue import Theme
from bot.conversations.turn import Turn
from bot.storage import answers


def number_said(turn: Turn) -> int | None:
    said = turn.understanding.entities.get("number")
    return int(said) if said else None


def nth(things: Sequence[str], number: int) -> str | None:
    """The thing of that number, from 1."""
    if number == -1:
        return things[-1] if things else None
    return things[number - 1] if 1 <= number <= len(things) else None


def given_answers(turn: Turn) -> list[str]:
    """The questions that have an answer to choose from."""
    return [each for each, state in turn.states.items() if state == "given" and turn.catalogue.has_question(each)]


def answers_meant(turn: Turn) -> list[str]:
    """The questions whose answer is meant: by a tap, by a number, or because there is only one; empty if none is."""
    named = turn.understanding.entities.get("question")
    if named:
        return [named]
    number = number_said(turn)
    if number is None:
        return given_answers(turn)
    settled = [each for each in turn.states if turn.catalogue.has_question(each)]
    return of_number(turn, _nearest(turn, settled), number)


def of_number(turn: Turn, questions: Sequence[str], number: int) -> list[str]:
    """Those of the questions that bear that number in their theme; of several themes, as many."""
    if number == -1:
        return _latest(turn, questions)
    ranked = {each: [one.id for one in turn.catalogue.theme_of(each).questions] for each in questions}
    return [each for each, ids in ranked.items() if ids.index(each) + 1 == number]


def is_said_of_the_open_question(turn: Turn) -> bool:
    """Whether the number that was said is that of the open question, which has no answer yet."""
    number, question = number_said(turn), turn.conversation.question
    return number is not None and number > 0 and question is not None and of_number(turn, [question], number) != []


def _latest(turn: Turn, questions: Sequence[str]) -> list[str]:
    rows = [each for each in answers.of_conversation(turn.session, turn.conversation.id) if each.question in questions]
    return [max(rows, key=lambda each: each.at).question] if rows else []


def _nearest(turn: Turn, questions: Sequence[str]) -> list[str]:
    """Those of the theme one is in, if it has any."""
    here = [each for each in questions if turn.catalogue.theme_of(each).id == turn.conversation.theme]
    return here or list(questions)


def theme_meant(turn: Turn) -> Theme | None:
    """The theme that was named, or the one of that number in the list."""
    named = turn.understanding.entities.get("theme")
    number = number_said(turn)
    listed = [each.id for each in turn.catalogue.themes if each.state == "open"]
    meant = named or (nth(listed, number) if number is not None else None)
    return next((each for each in turn.catalogue.themes if each.id == meant), None)
