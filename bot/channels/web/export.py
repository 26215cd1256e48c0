"""A citizen's copy as a page that prints well."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader

from bot.catalogue import Catalogue

TEMPLATES = Environment(loader=PackageLoader("bot.channels.web"), autoescape=True)
# The page carries citizens' words: no script can run in it, wherever it is opened.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-downloads"


def as_html(copy: Mapping[str, Any], catalogue: Catalogue) -> HTMLResponse:
    """The copy in the conversation's language."""
    lang = copy["lang"]
    phrases = catalogue.phrasebooks[lang]
    began = phrases.date(datetime.fromisoformat(copy["began"]))
    page = TEMPLATES.get_template("copy.html").render(copy=copy, lang=lang, say=phrases.say, began=began)
    headers = {
        "Content-Security-Policy": POLICY,
        "Content-Disposition": 'inline; filename="consultation.html"',
        "Cache-Control": "no-store",
    }
    return HTMLResponse(page, headers=headers)
