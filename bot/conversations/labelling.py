"""The language of what was written: labelled once the reply is out, and never acted on without asking."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.conversations.choices import label as choice_label
from bot.conversations.turn import Reply, Turn
from bot.languages import detect, is_clear
from bot.storage import answers, conversations
from bot.storage.database import Database


@dataclass(frozen=True)
class Labels:
    """Languages told: of the message, if clear, and of the whole answer it is part of."""

    message: str | None
    answer: str | None


async def label(database: Database, conversation_id: str, seq: int, languages: tuple[str, ...]) -> None:
    """Notes the languages of a text and of its answer; short ones are left alone."""
    labels = await database.reading(_labels, conversation_id, seq, languages)
    if labels.message or labels.answer:
        await database.writing(_note, conversation_id, seq, labels)


def _labels(session: Session, conversation_id: str, seq: int, languages: tuple[str, ...]) -> Labels:
    message = conversations.message(session, conversation_id, seq)
    if message is None or message.choice is not None or message.receipt_of is not None:
        return Labels(None, None)
    answer = answers.holding(session, message)
    found = detect(message.text, languages)
    words = (answers.words(answer) or "") if answer else ""
    whole = found if words == message.text else detect(words, languages)
    return Labels(found.code if found and is_clear(found) else None, whole.code if whole else None)


def _note(session: Session, conversation_id: str, seq: int, labels: Labels) -> None:
    conversations.lock(session, conversation_id)
    message = conversations.message(session, conversation_id, seq)
    if message is None:
        return
    message.detected = labels.message
    answer = answers.holding(session, message)
    if answer is not None and labels.answer:
        answer.lang = labels.answer


def suggest_language(turn: Turn) -> None:
    """After two clear messages in another language of the consultation, asks once whether to go on in it."""
    said, here = turn.message, turn.conversation
    if said is None or said.choice is not None or here.lang_settled:
        return
    before = conversations.labelled_before(turn.session, here.id, said.seq)
    if before is None or before == here.lang or before not in turn.catalogue.languages:
        return
    found = detect(said.text, turn.catalogue.languages)
    if found is None or found.code != before or not is_clear(found):
        return
    here.lang_settled = True
    choice = {"id": f"lang:{before}", "label": choice_label(f"lang:{before}", turn.catalogue, before)}
    text = turn.catalogue.phrasebooks[before].say("bot.suggest_language")
    turn.say_before_the_prompt(Reply(kind="info", text=text, choices=[choice], lang=before))
