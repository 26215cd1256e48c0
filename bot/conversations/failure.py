"""When a turn has failed three times: the text is kept, the citizen is told, the conversation goes on."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.catalogue import Catalogue
from bot.clock import Clock
from bot.conversations.amending import amend_now
from bot.conversations.filing import file_remark, file_words
from bot.conversations.own_words import tell_of_contact_details
from bot.conversations.prompts import present
from bot.conversations.turn import Turn
from bot.questionnaire import Position
from bot.storage import answers, conversations, messages
from bot.storage.models import Message


def give_up(session: Session, conversation_id: str, seq: int, catalogue: Catalogue, clock: Clock) -> Sequence[Message]:
    """Ends the turn without the engine, unless it ended meanwhile; what is said."""
    conversation = conversations.lock(session, conversation_id)
    message = messages.find(session, conversation_id, seq)
    if conversation is None or message is None or message.turn != "pending":
        return ()
    turn = Turn(
        session=session, conversation=conversation, catalogue=catalogue, clock=clock, at=clock.real(), message=message
    )
    turn.leave_what_is_gone()
    kept = message.choice is None
    if kept:
        _keep(turn)
    turn.say("error", "bot.failed_text" if kept else "bot.failed_choice")
    present(turn)
    amend_now(turn)
    tell_of_contact_details(turn)
    said = turn.publish("give_up")
    message.turn = "failed"
    return said


def _keep(turn: Turn) -> None:
    """Provisional under the question it was written for, or as a remark; an answer already given stays given."""
    meant = turn.meant
    if not meant.expects_answer or meant.question is None:
        file_remark(turn, theme=meant.theme, state="provisional")
        return
    known = answers.find(turn.session, turn.conversation, meant.question)
    state = known.state if known is not None else "skipped"
    given, kept = state == "given", state in ("given", "provisional")
    file_words(turn, question=meant.question, state="given" if given else "provisional", keep_parts=kept)
    if not given and not turn.stale:
        turn.move(Position("provisional", theme=meant.theme, question=meant.question))
