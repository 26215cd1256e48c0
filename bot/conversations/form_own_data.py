"""One's own contribution, from the form: found again by its receipt, withdrawn, taken back, cleaned, deleted."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot import contact_details
from bot.conversations.deciding import erase_answer, regret, withdraw
from bot.conversations.devices import Devices
from bot.conversations.errors import ReceiptRefused, TokenRefused
from bot.conversations.exchanges import Exchanges
from bot.conversations.form_fields import Field, decide
from bot.conversations.joining import refusal, use_receipt
from bot.conversations.own_words import take_details_out
from bot.conversations.prompts import present
from bot.conversations.turn import Turn
from bot.questionnaire import remark_id
from bot.storage import answers, conversations
from bot.storage.models import Answer, Conversation, Message


class ReceiptUnusable(Exception):
    """A good code that changes nothing here; its text is the name of the sentence that says why."""


class OwnData(Devices):
    """The door to conversations for the page of one's own contribution."""

    async def resume(self, token: str | None, receipt: str, lang: str) -> str | None:
        """Opens what a code opens (the new token), or joins it to what is open; raises ReceiptRefused, -Unusable."""
        if await self.opened(token) is None:
            return (await self.conversations.resume(receipt)).token
        return await self.write(self._join, token, receipt, lang)

    def _join(self, session: Session, token: str | None, receipt: str, lang: str) -> tuple[Exchanges, None]:
        exchanges = self.exchanges(session, self.needed(session, token), lang)
        code = self.conversations.keys.opened_by_receipt(session, receipt)
        if code is None:
            raise ReceiptRefused
        if why_not := refusal(exchanges.turn(), conversations.lock(session, code)):
            raise ReceiptUnusable(why_not)

        def join(turn: Turn) -> None:
            assert turn.message is not None
            turn.message.receipt_of = code
            use_receipt(turn)

        exchanges.add(exchanges.said(text=contact_details.MASK, receipt_of=""), join)
        return exchanges, None

    async def withdraw(self, token: str | None, lang: str) -> None:
        """Hides the contribution at once, for a day; said again, it changes nothing."""
        await self.write(self._tap, token, lang, "withdraw", withdraw, lambda here: here.withdrawn_at is None)

    async def restore(self, token: str | None, lang: str) -> None:
        """Takes a withdrawal back."""
        await self.write(self._tap, token, lang, "yes", regret, lambda here: here.withdrawn_at is not None)

    def _tap(
        self,
        session: Session,
        token: str | None,
        lang: str,
        choice: str,
        perform: Callable[[Turn], None],
        makes_sense: Callable[[Conversation], bool],
    ) -> tuple[Exchanges, None]:
        exchanges = self.exchanges(session, self.needed(session, token), lang)
        if makes_sense(exchanges.conversation):
            exchanges.add(exchanges.said(choice=choice), perform)
        return exchanges, None

    async def remove_details(self, token: str | None, lang: str, question: str) -> None:
        """Takes the contact details out of an answer, wherever its words stand."""
        await self.write(self._remove_details, token, lang, question)

    def _remove_details(self, session: Session, token: str | None, lang: str, question: str) -> tuple[Exchanges, None]:
        exchanges = self.exchanges(session, self.needed(session, token), lang)
        answer = answers.find(session, exchanges.conversation, question)
        for part in answer.parts if answer else ():
            if contact_details.find(part.message.text):
                exchanges.add(exchanges.said(choice=f"redact:{part.seq}"), _removing(part.message))
        return exchanges, None

    async def erase_remark(self, token: str | None, lang: str, seen: str) -> bool:
        """Erases what was said outside the themes; False, and it stays, if its author has not seen all of it."""
        return await self.write(self._erase_remark, token, lang, seen)

    def _erase_remark(self, session: Session, token: str | None, lang: str, seen: str) -> tuple[Exchanges, bool]:
        exchanges = self.exchanges(session, self.needed(session, token), lang)
        sent = Field(question=remark_id(None), text="", seen=seen, erase=True)
        known = answers.find(session, exchanges.conversation, sent.question)
        found = decide(sent, known, self.conversations.keys.digest_of_field)
        if found == "erase" and known is not None:
            exchanges.add(exchanges.said(choice=f"erase:{sent.question}"), _erasing(known))
        return exchanges, found != "changed_elsewhere"

    async def receipt(self, token: str | None) -> str:
        """A new receipt code, in place of the one before."""
        return await self.conversations.receipt(await self._id(token))

    async def delete(self, token: str | None) -> None:
        """Erases the contribution at once, with all that hangs on it."""
        await self.conversations.erase(await self._id(token))

    async def _id(self, token: str | None) -> str:
        """The conversation that a token opens; raises TokenRefused."""
        found = await self.opened(token)
        if found is None:
            raise TokenRefused
        return found.id


def _erasing(answer: Answer) -> Callable[[Turn], None]:
    def erase(turn: Turn) -> None:
        erase_answer(turn, answer)
        present(turn)

    return erase


def _removing(text: Message) -> Callable[[Turn], None]:
    def remove(turn: Turn) -> None:
        take_details_out(turn, [text])
        turn.say("info", "bot.contact_removed")
        present(turn)

    return remove
