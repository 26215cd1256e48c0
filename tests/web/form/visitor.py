"""Somebody in front of the plain form, without a script: reads pages, fills fields, presses buttons."""

from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx

ORIGIN = "https://consultation.example"
OURS = {"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}


class Fields(HTMLParser):
    """What a browser would send of a page: its fields, as they stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._area: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        name = has.get("name")
        if name and tag == "textarea":
            self._area, self.sent[name] = name, ""
        elif name and tag == "input" and (has.get("type") not in ("radio", "checkbox") or "checked" in has):
            self.sent[name] = has.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.sent[self._area] = self.sent[self._area].removeprefix("\n")
            self._area = None


class Visitor:
    """One browser: its cookies, the page it shows and the fields of that page."""

    def __init__(self, http: httpx.AsyncClient, lang: str = "fr") -> None:
        self.http, self.lang = http, lang
        self.page: httpx.Response
        self.fields: dict[str, str] = {}

    async def opens(self, path: str) -> httpx.Response:
        return self._shown(await self.http.get(path, params={"lang": self.lang}, headers=OURS))

    async def saves(self, theme: str = "ecology", **answers: str) -> httpx.Response:
        """Writes these answers, by the last word of their question's id, and presses save."""
        self.fields |= {f"answer.{theme}.{name}": text for name, text in answers.items()}
        return await self.presses(f"/form/{theme}")

    async def presses(self, path: str, **fields: str) -> httpx.Response:
        """Sends the page's fields, as a browser writes them."""
        return await self.sends(path, {**self.fields, **fields}, OURS)

    async def sends(self, path: str, fields: dict[str, str], headers: dict[str, str]) -> httpx.Response:
        body = urlencode({name: text.replace("\n", "\r\n") for name, text in fields.items()})
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        sent = await self.http.post(path, params={"lang": self.lang}, content=body, headers=form)
        if sent.status_code != 303:
            return self._shown(sent)
        return self._shown(await self.http.get(sent.headers["location"], headers=OURS))

    def _shown(self, page: httpx.Response) -> httpx.Response:
        self.page, self.fields = page, Fields(page.text).sent
        return page

    @property
    def keeps(self) -> dict[str, str]:
        """The cookies on the device."""
        return dict(self.http.cookies)
