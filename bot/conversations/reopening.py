"""Leaving the present prompt for a while - a correction, a confirmation - and knowing where to come back."""

from collections.abc import Sequence

from bot.conversations.filing import refuse
from bot.conversations.naming import given_answers, number_said
from bot.conversations.prompts import present
from bot.conversations.recap import add_recap
from bot.conversations.steps import go_to, is_open
from bot.conversations.turn import Reply, Turn
from bot.questionnaire import Position
from bot.storage import answers


def remember_origin(turn: Turn) -> None:
    """Notes where one was, unless one is already on the way back somewhere."""
    here = turn.conversation
    if here.return_to is None:
        here.return_to = {
            "mode": here.mode,
            "theme": here.theme,
            "question": here.question,
            "pending": here.pending,
        }


def reopen(turn: Turn, question: str, *, adding: bool) -> None:
    """Asks an earlier question again, with the present answer in view."""
    theme = turn.catalogue.theme_of(question)
    if not is_open(turn, theme):
        refuse(turn)
        return present(turn)
    if turn.conversation.question != question:
        remember_origin(turn)
    show_present_answer(turn, question, adding=adding)
    position = Position("question", theme=theme.id, question=question)
    return go_to(turn, position, pending={"about": "add"} if adding else None)


def show_present_answer(turn: Turn, question: str, *, adding: bool = False) -> None:
    """Says what the answer is now, and what the next message will do with it."""
    answer = answers.find(turn.session, turn.conversation, question)
    if answer is None or answer.state != "given":
        return
    words, detail = answers.words(answer) or "", answers.words(answer, role="detail")
    lines = [turn.phrases.say("bot.present_answer", words=words)]
    lines += [turn.phrases.say("bot.recap.detail", words=detail)] if detail else []
    lines += [turn.phrases.say("bot.adding" if adding else "bot.correcting")]
    turn.replies.append(Reply(kind="info", text="\n".join(lines), quotes=[question]))


def ask_which(turn: Turn, doing: str, meant: Sequence[str]) -> None:
    """Asks which answer is to be corrected, added to or erased; `doing`: the choice's name; `meant`: what it may be."""
    among = meant or given_answers(turn)
    if not meant and number_said(turn) is not None:
        turn.say("info", "bot.no_such_number")
    if not among:
        turn.say("info", "bot.recap.none")
        return present(turn)
    remember_origin(turn)
    add_recap(turn, turn.conversation.theme if _in_one_theme(turn, among) else None)
    position = Position("confirm", theme=turn.conversation.theme)
    return go_to(turn, position, pending={"about": f"which_{doing}", "among": list(among)})


def _in_one_theme(turn: Turn, questions: Sequence[str]) -> bool:
    return all(turn.catalogue.theme_of(each).id == turn.conversation.theme for each in questions)


def ask_to_confirm(turn: Turn, *, about: str, question: str | None = None) -> None:
    """Asks a yes or no before something that can't be undone by a tap."""
    remember_origin(turn)
    pending = {"about": about} | ({"question": question} if question else {})
    go_to(turn, Position("confirm", theme=turn.conversation.theme), pending=pending)
