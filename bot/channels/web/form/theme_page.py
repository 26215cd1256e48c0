"""The page of a theme: shown, and saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.requests import Request
from starlette.responses import Response

from bot.catalogue import Theme
from bot.channels.web.form.body import answer_fields, code_field, profile_fields, sent_fields
from bot.channels.web.form.form_site import FormSite
from bot.channels.web.form.session import Visit, keep
from bot.channels.web.form.sheet import Sheet
from bot.conversations.errors import ReceiptRefused
from bot.conversations.form_fields import Field, Submission, SubmissionRefused
from bot.conversations.form_own_data import ReceiptUnusable
from bot.conversations.forms import Saved

log = structlog.get_logger()

GROUPS = ("public", "capacity")


@dataclass(frozen=True)
class Posted:
    """A form as it came: by whom, and with what in its fields."""

    visit: Visit
    sent: dict[str, str]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class ThemePage:
    """One theme's page, in the language of a request."""

    form: FormSite
    theme: Theme
    request: Request

    @property
    def lang(self) -> str:
        return self.form.site.language(self.request)

    @property
    def sheet(self) -> Sheet:
        site, keys = self.form.site, self.form.forms.conversations.keys
        return Sheet(site.catalogue, self.theme, self.lang, keys.digest_of_field)

    def show(
        self,
        visit: Visit,
        *,
        posted: Posted | None = None,
        faults: Mapping[str, str] | None = None,
        reason: str = "",
        code_fault: str = "",
        status: int = 200,
    ) -> Response:
        """The page, with the words of a form that was not saved."""
        sent = {each.question: each for each in posted.fields} if posted else None
        fields = self.sheet.fields(visit.mine, sent, faults)
        values: dict[str, Any] = {
            "theme": self.theme,
            "fields": fields,
            "fault": self.sheet.fault,
            "errors": self.sheet.errors(fields),
            "reason": reason,
            "code_fault": code_fault,
            "code": code_field(posted.sent) if posted else "",
            "closed": self._closed(visit),
            "chosen": self._profile(visit, posted),
            "notice": self._notice(),
        }
        return self.form.page(self.request, "sheet.html", visit, status=status, **values)

    def _notice(self) -> str:
        site = self.form.site
        return site.catalogue.fill(site.catalogue.notice.form, self.lang, site.now())

    def _closed(self, visit: Visit) -> str:
        """The sentence that says why nothing can be answered now, if so."""
        site = self.form.site
        catalogue, now = site.catalogue, site.now()
        say, title = catalogue.phrasebooks[self.lang].say, self.theme.title[self.lang]
        state = catalogue.consultation.state(now)
        if visit.mine is not None and visit.mine.withdrawn:
            return say("bot.theme_withdrawn")
        if state != "open":
            opens = catalogue.phrasebooks[self.lang].date(catalogue.consultation.opens)
            return (
                say("consultation.upcoming", date=opens) if state == "upcoming" else catalogue.closing(self.lang, now)
            )
        return "" if self.theme.state == "open" else say(f"bot.theme_{self.theme.state}", title=title)

    def _profile(self, visit: Visit, posted: Posted | None) -> dict[str, tuple[str, str]]:
        """By group: what is stored, and what is ticked."""
        stored = visit.mine.profile if visit.mine else {}
        ticked = profile_fields(posted.sent, self.form.site.catalogue) if posted else {}
        return {group: (stored.get(group) or "", ticked.get(group, stored.get(group) or "")) for group in GROUPS}

    async def save(self) -> Response:
        """Stores what was changed, or gives every word back."""
        sent = await sent_fields(self.request)
        fields = answer_fields(sent, self.theme)
        try:
            return await self._taken(Posted(await self.form.visit(self.request), sent, fields))
        except (DBAPIError, NoConnection) as error:
            log.error("database_unavailable", error=type(error).__name__)
            return self.form.refused(self.request, "unavailable", status=503, words=self._words(fields))

    async def _taken(self, posted: Posted) -> Response:
        visit, pages = posted.visit, self.form.pages
        if pages.is_foreign(self.request):
            return self.form.refused(self.request, "foreign", words=self._words(posted.fields))
        name = pages.name(posted.sent.get("sign", ""), visit, self.request)
        if name is None:
            return self.show(visit, posted=posted, reason="session", status=403)
        if posted.sent.get("step") == "resume" or code_field(posted.sent):
            return await self._resume(posted)
        return await self._stored(posted, name)

    async def _stored(self, posted: Posted, name: str) -> Response:
        catalogue = self.form.site.catalogue
        submission = Submission(
            theme=self.theme.id,
            lang=self.lang,
            key=name,
            fields=posted.fields,
            profile=profile_fields(posted.sent, catalogue),
        )
        try:
            saved = await self.form.forms.save(posted.visit.token, submission)
        except SubmissionRefused as error:
            if error.reason == "not_open":
                return self.form.refused(self.request, "not_open", status=409, words=self._words(posted.fields))
            return self.show(posted.visit, posted=posted, faults=error.faults, reason=error.reason, status=422)
        return self._confirmed(saved)

    def _confirmed(self, saved: Saved) -> Response:
        numbers = [
            str(each.number) for each in self.sheet.fields(None) if each.question in saved.emptied and each.number
        ]
        kept = {"kept": ",".join(numbers)} if numbers else {}
        response = self.form.go(self.request, f"/form/{self.theme.id}/saved", **kept)
        if saved.token:
            keep(response, saved.token)
        return response

    async def _resume(self, posted: Posted) -> Response:
        """Opens what a receipt opens; what was typed meanwhile stays in its fields."""
        code, say = code_field(posted.sent), self.form.site.catalogue.phrasebooks[self.lang].say
        try:
            token = await self.form.own.resume(posted.visit.token, code, self.lang)
        except ReceiptRefused:
            fault = say("errors.receipt_refused") if code else say("form.code_missing")
            return self.show(posted.visit, posted=posted, code_fault=fault, status=422)
        except ReceiptUnusable as error:
            fault = say(f"bot.receipt.{error}")
            return self.show(posted.visit, posted=posted, code_fault=fault, status=409)
        response = await self._found(posted, token or posted.visit.token)
        if token:
            keep(response, token)
        return response

    async def _found(self, posted: Posted, token: str | None) -> Response:
        typed = Posted(posted.visit, {**posted.sent, "receipt": ""}, posted.fields)
        if not self._words(typed.fields):
            return self.form.go(self.request, f"/form/{self.theme.id}", said="found")
        return self.show(Visit(token, await self.form.forms.opened(token)), posted=typed, reason="found")

    def _words(self, fields: tuple[Field, ...]) -> list[tuple[str, str]]:
        """What was written and is not stored, each under its question."""
        digest, labels = self.sheet.digest, {each.question: each.label for each in self.sheet.fields(None)}
        written = [each for each in fields if each.text.strip() and digest(each.text) != each.seen]
        return [(labels[each.question], each.text) for each in written]
