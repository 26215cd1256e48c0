"""What yes and no do: to a text kept provisionally, and to what was asked to be confirmed."""

from datetime import timedelta

from bot.conversations.answering import acknowledge, after_answer, remedies
from bot.conversations.copies import with_copies
from bot.conversations.filing import settle
from bot.conversations.handing_over import join_pending
from bot.conversations.prompts import present
from bot.conversations.reopening import ask_to_confirm
from bot.conversations.steps import go_on, return_to_origin, show_menu
from bot.conversations.turn import Reply, Turn
from bot.questionnaire import Position
from bot.storage import answers, erasing
from bot.storage.models import Answer, Message

WITHDRAWAL_DELAY = timedelta(hours=24)


def settle_provisional(turn: Turn) -> None:
    """Yes, that was the answer."""
    answer = _answer_in_doubt(turn)
    if answer is None:
        turn.say("ack", "bot.ack")
        return go_on(turn)
    settle(turn, answer)
    acknowledge(turn, "bot.ack", remedies(turn, answer))
    return after_answer(turn, answer)


def set_provisional_aside(turn: Turn) -> None:
    """No: the text stays in the transcript alone, and what was asked is open again."""
    text = _text_in_doubt(turn)
    _leave_doubt(turn)
    say_set_aside(turn, text)
    present(turn)


def say_set_aside(turn: Turn, text: Message | None) -> None:
    """That a text is no answer, with a way to put it back."""
    put_back = [{"id": f"was_answer:{text.seq}", "label": turn.phrases.say("bot.put_back")}] if text else []
    turn.replies.append(Reply(kind="info", text=turn.phrases.say("bot.set_aside"), choices=put_back))


def _text_in_doubt(turn: Turn) -> Message | None:
    """The last text that was said here and is in doubt."""
    answer = _answer_in_doubt(turn)
    parts = [each.message for each in answer.parts] if answer is not None else []
    return next((each for each in reversed(parts) if each.conversation_id == turn.conversation.id), None)


def heed_the_guess(turn: Turn) -> None:
    """A tap on what an unsure text may have asked for says that it was no answer: it is set aside, then obeyed."""
    here, tapped = turn.conversation, turn.message.choice if turn.message else None
    if here.mode == "provisional" and tapped and tapped == (here.pending or {}).get("choice"):
        _leave_doubt(turn)


def _leave_doubt(turn: Turn) -> None:
    """Sets the words in doubt aside, and goes back to the prompt that they were written to."""
    here, before = turn.conversation, (turn.conversation.pending or {}).get("before") or {}
    answer = _answer_in_doubt(turn)
    if answer is not None:
        answers.drop_doubt(turn.session, answer, at=turn.at)
    mode = before.get("mode", "question")
    turn.move(Position(mode, theme=here.theme, question=here.question), pending=before.get("pending"))


def _answer_in_doubt(turn: Turn) -> Answer | None:
    answer = answers.find(turn.session, turn.conversation, turn.conversation.question or "")
    return answer if answer is not None and answer.state == "provisional" else None


def confirm_pending(turn: Turn) -> None:
    """Yes to erasing, withdrawing or taking a withdrawal back; to "which one?" it says nothing yet."""
    about = (turn.conversation.pending or {}).get("about", "")
    CONFIRMED.get(about, present)(turn)


def drop_pending(turn: Turn) -> None:
    """No: things stay as they are, a withdrawal too."""
    if turn.conversation.withdrawn_at is not None:
        turn.say("info", "bot.stays_withdrawn")
        return show_menu(turn)
    turn.say("info", "bot.nothing_changed")
    return return_to_origin(turn)


def _erase(turn: Turn) -> None:
    answer = _pending_answer(turn)
    if answer is not None:
        erase_answer(turn, answer)
    return_to_origin(turn)


def erase_answer(turn: Turn, answer: Answer) -> None:
    """Its words leave the database, wherever they stand, and its author is told."""
    erasing.erase_words(turn.session, answer, instead=turn.phrases.say("bot.erased_quotation"), at=turn.at)
    turn.erased = True
    turn.say("info", "bot.erased")


def _forget(turn: Turn) -> None:
    answer = _pending_answer(turn)
    if answer is not None:
        turn.erased = erasing.erase_earlier(turn.session, answer, instead=turn.phrases.say("bot.erased_quotation"))
        turn.say("info", "bot.forgotten")
    return_to_origin(turn)


def _pending_answer(turn: Turn) -> Answer | None:
    question = (turn.conversation.pending or {}).get("question", "")
    return answers.find(turn.session, turn.conversation, question)


def withdraw(turn: Turn) -> None:
    """Hidden at once, erased a day later, with a way back until then."""
    here = turn.conversation
    here.withdrawn_at, here.erase_at = turn.at, turn.at + WITHDRAWAL_DELAY
    here.return_to = None
    text = turn.phrases.say("bot.withdrawn", days=turn.catalogue.notice.backup_days)
    turn.replies.append(Reply(kind="info", text=with_copies(turn, text)))
    ask_to_confirm(turn, about="regret")


def regret(turn: Turn) -> None:
    here = turn.conversation
    here.withdrawn_at = here.erase_at = None
    turn.say("info", "bot.restored")
    show_menu(turn)


CONFIRMED = {
    "erase": _erase,
    "forget": _forget,
    "withdraw": withdraw,
    "regret": regret,
    "join": join_pending,
    "join_kept": join_pending,
}
