"""The files that a chat is sent: one's own copy, a webinar's calendar file."""

import json
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from telegram import InputFile

from bot.catalogue import Catalogue
from bot.channels.telegram.rendering import Document
from bot.channels.web.calendar import calendar_file
from bot.channels.web.export import as_html
from bot.clock import Clock
from bot.conversations.contribution import own_copy
from bot.storage.database import Database


@dataclass(frozen=True)
class Documents:
    """Makes them from what is stored now."""

    database: Database
    catalogue: Catalogue
    clock: Clock
    site: str

    async def made(self, document: Document, conversation_id: str, lang: str) -> InputFile:
        """The file that a link of the conversation stands for."""
        if document.kind == "export":
            return await self._copy(document, conversation_id, lang)
        return self._calendar(document, lang)

    async def _copy(self, document: Document, conversation_id: str, lang: str) -> InputFile:
        copy = await self.database.reading(own_copy, conversation_id, self.catalogue)
        name = self.catalogue.phrasebooks[lang].say("telegram.copy_name")
        if parse_qs(urlsplit(document.hrefs[0]).query)["format"] == ["json"]:
            return InputFile(json.dumps(copy, ensure_ascii=False, indent=1).encode(), filename=f"{name}.json")
        return InputFile(bytes(as_html(copy, self.catalogue).body), filename=f"{name}.html")

    def _calendar(self, document: Document, lang: str) -> InputFile:
        wanted = {urlsplit(each).path.rsplit("/", 1)[-1].removesuffix(".ics") for each in document.hrefs}
        webinars = [each for each in self.catalogue.webinars if each.id in wanted]
        made = calendar_file(self.catalogue, webinars, lang=lang, address=self.site, at=self.clock.real())
        name = self.catalogue.phrasebooks[lang].say("telegram.calendar_name")
        return InputFile(made, filename=f"{name}.ics")
