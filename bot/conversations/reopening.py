"""Leaving the present prompt for a while - a correction, a confirmation - and knowing where to come back."""

from bot.conversations.filing import refuse
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
    answer = answers.find(turn.session, turn.conversation.id, question)
    words = answers.words(answer) if answer else None
    if words is not None:
        text = turn.phrases.say("bot.adding" if adding else "bot.correcting", words=words)
        turn.replies.append(Reply(kind="info", text=text, quotes=[question]))
    position = Position("question", theme=theme.id, question=question)
    return go_to(turn, position, pending={"about": "add"} if adding else None)


def ask_which(turn: Turn) -> None:
    """Shows every answer with its buttons, and says that one of them is to be tapped."""
    add_recap(turn, None)
    turn.say("info", "bot.which_one")
    present(turn)


def ask_to_confirm(turn: Turn, *, about: str, question: str | None = None) -> None:
    """Asks a yes or no before something that can't be undone by a tap."""
    remember_origin(turn)
    pending = {"about": about} | ({"question": question} if question else {})
    go_to(turn, Position("confirm", theme=turn.conversation.theme), pending=pending)


def return_to_origin(turn: Turn) -> None:
    """Goes back to the prompt that was left; a text that waited for a yes may have been erased meanwhile."""
    origin = turn.conversation.return_to or {"mode": "menu", "theme": turn.conversation.theme, "question": None}
    turn.conversation.return_to = None
    settled = origin["mode"] == "provisional" and turn.states.get(origin["question"]) != "provisional"
    position = Position("question" if settled else origin["mode"], theme=origin["theme"], question=origin["question"])
    go_to(turn, position, pending=origin.get("pending"))
