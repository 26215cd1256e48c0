"""Where people write one thought in several messages: which question a part may belong to besides its own."""

from datetime import timedelta

from bot.conversations.turn import Turn
from bot.storage import answers, messages
from bot.storage.models import Answer, Message

CHANNELS = frozenset({"telegram"})
# Written so soon after another answer, a text may be the rest of it.
SOON = timedelta(seconds=20)


def in_bursts(turn: Turn) -> bool:
    """Whether the author of this turn's message writes where people write so."""
    return bool(CHANNELS & {turn.conversation.channel, turn.message and turn.message.channel})


def stands_above(turn: Turn) -> bool:
    """Whether the open prompt was sent where the author of this turn's message writes."""
    here = turn.conversation
    prompt = messages.find(turn.session, here.id, here.prompt_seq or 0)
    asked = messages.find(turn.session, here.id, prompt.reply_to) if prompt is not None and prompt.reply_to else None
    return asked is not None and turn.message is not None and asked.chat == turn.message.chat


def may_belong_elsewhere(turn: Turn, answer: Answer) -> bool:
    """Whether the message just filed under `answer` may belong to the question before it, or to the one open now."""
    said = turn.message
    if said is None or not in_bursts(turn) or not turn.catalogue.has_question(answer.question):
        return False
    before = messages.last_said_before(turn.session, turn.conversation.id, said.seq)
    soon = before is not None and said.at - before.at <= SOON
    return soon and other_question(turn, said, answer) is not None


def other_question(turn: Turn, text: Message, answer: Answer) -> str | None:
    """For a further part of an answer the question that is open now; for an answer's only part, the question before."""
    others = [each for each in answer.parts if each.message is not text]
    here = turn.conversation
    found = here.question if others and here.mode == "question" else None if others else _before(turn, text)
    return found if found != answer.question else None


def _before(turn: Turn, text: Message) -> str | None:
    """The question of the same theme that the author's text before this one answers."""
    said = messages.last_said_before(turn.session, turn.conversation.id, text.seq)
    held = answers.holding(turn.session, said) if said is not None and said.choice is None else None
    same = held is not None and turn.catalogue.has_question(held.question) and held.theme == text.theme
    return held.question if held is not None and same else None
