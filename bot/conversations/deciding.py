"""What yes and no do: to a text kept provisionally, and to what was asked to be confirmed."""

from datetime import timedelta

from bot.conversations.reopening import ask_to_confirm, return_to_origin
from bot.conversations.steps import go_on, go_to, offer_receipt, show_menu
from bot.conversations.turn import Turn
from bot.questionnaire import Position
from bot.storage import answers

WITHDRAWAL_DELAY = timedelta(hours=24)


def settle_provisional(turn: Turn) -> None:
    """Yes, that was the answer."""
    answer = answers.find(turn.session, turn.conversation.id, turn.conversation.question or "")
    if answer is not None:
        answer.state, answer.at = "given", turn.at
    turn.say("ack", "bot.ack")
    if not turn.conversation.receipt_offered:
        offer_receipt(turn)
    go_on(turn)


def set_provisional_aside(turn: Turn) -> None:
    """No: the text stays in the transcript alone, and the question is open."""
    here = turn.conversation
    answers.discard(turn.session, here.id, here.question or "")
    turn.say("info", "bot.set_aside")
    go_to(turn, Position("question", theme=here.theme, question=here.question))


def confirm_pending(turn: Turn) -> None:
    """Yes to erasing, withdrawing or taking a withdrawal back."""
    pending = turn.conversation.pending or {}
    CONFIRMED[pending["about"]](turn)


def drop_pending(turn: Turn) -> None:
    """No: things stay as they are, a withdrawal too."""
    if turn.conversation.withdrawn_at is not None:
        turn.say("info", "bot.stays_withdrawn")
        return show_menu(turn)
    turn.say("info", "bot.nothing_changed")
    return return_to_origin(turn)


def _erase(turn: Turn) -> None:
    question = (turn.conversation.pending or {})["question"]
    instead = turn.phrases.say("bot.erased_quotation")
    answers.erase_words(turn.session, turn.conversation.id, question, instead=instead, at=turn.at)
    turn.say("info", "bot.erased")
    return_to_origin(turn)


def _withdraw(turn: Turn) -> None:
    """Hidden at once, erased a day later, with a way back until then."""
    here = turn.conversation
    here.withdrawn_at, here.erase_at = turn.at, turn.at + WITHDRAWAL_DELAY
    here.return_to = None
    turn.say("info", "bot.withdrawn")
    ask_to_confirm(turn, about="regret")


def regret(turn: Turn) -> None:
    here = turn.conversation
    here.withdrawn_at = here.erase_at = None
    turn.say("info", "bot.restored")
    show_menu(turn)


CONFIRMED = {"erase": _erase, "withdraw": _withdraw, "regret": regret}
