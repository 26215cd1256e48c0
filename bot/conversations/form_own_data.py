"""One's own contribution, from the form: found again by its receipt, withdrawn, taken back, cleaned."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from bot import contact_details
from bot.conversations.deciding import regret, withdraw
from bot.conversations.devices import Devices
from bot.conversations.errors import ReceiptRefused, TokenRefused
from bot.conversations.exchanges import Exchanges
from bot.conversations.joining import refusal, use_receipt
from bot.conversations.own_words import take_details_out
from bot.conversations.prompts import present
from bot.conversations.turn import Turn
from bot.storage import answers, conversations
from bot.storage.models import Conversation, Message


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

    async def receipt(self, token: str | None) -> str:
        """A new receipt code, in place of the one before."""
        found = await self.opened(token)
        if found is None:
            raise TokenRefused
        return await self.conversations.receipt(found.id)


def _removing(text: Message) -> Callable[[Turn], None]:
    def remove(turn: Turn) -> None:
        take_details_out(turn, [text])
        turn.say("info", "bot.contact_removed")
        present(turn)

    return remove
