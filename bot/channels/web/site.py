"""What every page of the site is made with: templates, the person's language, the consultation's date."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.catalogue import Catalogue
from bot.channels.web.assets import FOR_EVERYONE, Assets
from bot.channels.web.language import spoken
from bot.channels.web.problems import problem
from bot.clock import Clock
from bot.settings import Settings
from bot.storage.database import Database

TEMPLATES = Path(__file__).parent / "templates"
# The person's language decides what is sent, and a webinar's phase changes with time.
HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}


@dataclass(frozen=True)
class Site:
    """Given to every page; built once."""

    catalogue: Catalogue
    clock: Clock
    database: Database
    settings: Settings
    assets: Assets
    widget: Assets
    templates: Environment

    @classmethod
    def build(cls, *, catalogue: Catalogue, clock: Clock, database: Database, settings: Settings) -> "Site":
        templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        assets, widget = Assets("static"), Assets("widget", FOR_EVERYONE)
        return cls(catalogue, clock, database, settings, assets, widget, templates)

    def language(self, request: Request) -> str:
        return spoken(request, self.catalogue)

    def now(self) -> datetime:
        """The consultation's time, where the consultation takes place."""
        return self.clock.now().astimezone(ZoneInfo(self.catalogue.consultation.timezone))

    def known_theme(self, theme: str | None) -> str | None:
        """The theme that an address names, if there is one of that name."""
        return theme if theme in [each.id for each in self.catalogue.themes] else None

    def page(self, request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """A template in the person's language."""
        lang = self.language(request)
        phrases = self.catalogue.phrasebooks[lang]
        html = self.templates.get_template(template).render(
            asset=self.assets.address,
            catalogue=self.catalogue,
            consultation=self.catalogue.consultation,
            lang=lang,
            path=request.url.path,
            phrases=phrases,
            say=phrases.say,
            widget=self.widget.address,
            today=phrases.date(self.now()) if self.clock.shifted else None,
            **values,
        )
        return HTMLResponse(html, status, headers=HEADERS)

    def absent(self, request: Request) -> Response:
        """404: a page for who browses, a problem document (RFC 9457) for programs."""
        if "text/html" in request.headers.get("accept", ""):
            return self.page(request, "error.html", status=404, code="not_found")
        return problem(request, self.catalogue, code="not_found", status=404)
