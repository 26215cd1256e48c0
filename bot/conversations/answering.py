"""What follows an answer: the acknowledgement, the receipt once, the probe of a thin answer, the next question."""

from datetime import timedelta

from bot.conversations.bursts import in_bursts, may_belong_elsewhere, stands_above
from bot.conversations.choices import offer
from bot.conversations.filing import file_detail, file_words
from bot.conversations.prompts import present
from bot.conversations.side_questions import answer_guess
from bot.conversations.steps import go_on, go_to, offer_receipt
from bot.conversations.turn import Reply, Turn
from bot.probing import is_due, is_thin
from bot.questionnaire import Position
from bot.storage import answers, messages
from bot.storage.models import Answer

# Where people write one thought in several messages, a probe waits until they have stopped.
SILENCE = timedelta(seconds=4)


def take_answer(turn: Turn, question: str, *, keep_parts: bool) -> None:
    """Files the message as the answer to the open question, and goes on."""
    answer = file_words(turn, question=question, keep_parts=keep_parts)
    acknowledge(turn, "bot.ack", remedies(turn, answer))
    after_answer(turn, answer)


def acknowledge(turn: Turn, key: str, remedies: list[str]) -> None:
    """One neutral sentence, with what one may want to undo; the text may also have asked something."""
    turn.replies.append(Reply(kind="ack", text=turn.phrases.say(key), choices=offer(turn, remedies)))
    answer_guess(turn)


def after_answer(turn: Turn, answer: Answer) -> None:
    """The receipt once, then the probe if one is due, or else the next question."""
    if not turn.conversation.receipt_offered:
        offer_receipt(turn)
    _ask_probe(turn, answer) if _probe_is_due(turn, answer) else go_on(turn)


def _probe_is_due(turn: Turn, answer: Answer) -> bool:
    """Not on the way back from a correction: one was asked for, and no more."""
    theme = turn.theme
    if theme is None or turn.conversation.return_to is not None:
        return False
    if not _is_thin(turn, answer):
        return False
    probed = messages.probed(turn.session, turn.conversation.id)
    return is_due(answer.question, in_theme=[each.id for each in theme.questions], probed=probed)


def _is_thin(turn: Turn, answer: Answer) -> bool:
    words = turn.catalogue.words
    return is_thin(
        answers.words(answer) or "",
        complete=words("answers.complete"),
        complete_alone=words("answers.complete_alone"),
        however=words("answers.however"),
    )


def _ask_probe(turn: Turn, answer: Answer) -> None:
    here = turn.conversation
    position = Position("probe", theme=here.theme, question=answer.question)
    if not in_bursts(turn):
        return go_to(turn, position)
    turn.move(position)
    here.probe_at = turn.at + SILENCE
    return None


def take_further_part(turn: Turn, question: str) -> None:
    """Written before its author saw that the question had been answered: it belongs to that answer."""
    answer = file_words(turn, question=question, keep_parts=True)
    acknowledge(turn, "bot.further_part", remedies(turn, answer))
    here = turn.conversation
    if here.mode == "question" and here.question != question and in_bursts(turn) and stands_above(turn):
        return None  # and may be followed by more parts
    if here.mode != "probe" or here.question != question:
        return present(turn)
    return after_answer(turn, answer) if here.probe_at or not _is_thin(turn, answer) else present(turn)


def take_detail(turn: Turn, answer: Answer) -> None:
    """What was said to a probe goes with the answer it was asked about."""
    assert turn.message is not None
    file_detail(turn, turn.message, answer)
    acknowledge(turn, "bot.ack", remedies(turn, answer))
    go_on(turn) if not turn.stale else present(turn)


def remedies(turn: Turn, answer: Answer) -> list[str]:
    """By one tap: that was no answer; it goes with the other question; erase what this answer replaced."""
    assert turn.message is not None
    replaced = turn.replaced or answers.has_replaced_words(turn.session, answer)
    elsewhere = may_belong_elsewhere(turn, answer)
    forget = f"forget:{answer.question}" if turn.catalogue.has_question(answer.question) else None
    seq = turn.message.seq
    remedies = (
        (turn.understanding.wavering, f"not_answer:{seq}"),
        (elsewhere, f"move:{seq}"),
        (replaced, forget),
    )
    return [choice for wanted, choice in remedies if wanted and choice]
