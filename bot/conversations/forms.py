"""A submitted form: stored once, all of it or nothing, in the conversation of its device or in a new one."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.conversations import start
from bot.conversations.devices import Devices
from bot.conversations.exchanges import Exchanges
from bot.conversations.form_fields import Submission, SubmissionRefused
from bot.conversations.form_filing import check_open, decided, file_submission
from bot.storage import conversations, tokens
from bot.storage.models import Conversation

CHANNEL = "form"


@dataclass(frozen=True)
class Saved:
    """`token`: a new one, for a device that had none; `emptied`: the questions whose field was emptied."""

    token: str | None
    emptied: tuple[str, ...]


class Forms(Devices):
    """The door to conversations for the pages of the form."""

    async def save(self, token: str | None, submission: Submission) -> Saved:
        """All of a form or, raising SubmissionRefused, nothing; the same form again changes nothing."""
        return await self.write(self._save, token, submission)

    def _save(self, session: Session, token: str | None, submission: Submission) -> tuple[Exchanges, Saved]:
        held = self.conversations
        here = self.mine(session, token)
        conversation = here or self._begun_by(session, submission)
        exchanges = self.exchanges(session, conversation or self._begin(session, submission), submission.lang)
        found = decided(exchanges, submission, held.keys)
        done = {what for _, what in found}
        if conversation is None and "write" not in done:
            raise SubmissionRefused(reason="nothing")
        if done & {"write", "settle"}:
            check_open(exchanges.turn(), submission)
        file_submission(exchanges, submission, found, held.keys)
        emptied = tuple(sent.question for sent, what in found if what == "emptied")
        return exchanges, Saved(None if here else self._token(session, exchanges), emptied)

    def _token(self, session: Session, exchanges: Exchanges) -> str:
        keys = self.conversations.keys
        return keys.new_token(session, conversation_id=exchanges.conversation.id, at=exchanges.at)

    def _begun_by(self, session: Session, submission: Submission) -> Conversation | None:
        """The conversation that the same page has begun, when it is sent again before its first answer came."""
        held = self.conversations
        digest = held.keys.digest(f"form {submission.key}")
        known = tokens.conversation_created_with(session, digest, held.clock.real())
        return conversations.lock(session, known) if known else None

    def _begin(self, session: Session, submission: Submission) -> Conversation:
        held, at = self.conversations, self.conversations.clock.real()
        made = start.begin(
            session,
            catalogue=held.catalogue,
            clock=held.clock,
            at=at,
            lang=submission.lang,
            channel=CHANNEL,
            rehearsal=held.rehearsal,
            asking=False,
        )
        tokens.remember_creation(
            session, digest=held.keys.digest(f"form {submission.key}"), conversation_id=made.id, at=at
        )
        return made
