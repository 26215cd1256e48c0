"""Which of the consultation's languages a request is answered in."""

from starlette.requests import Request

from bot.catalogue import Catalogue


def spoken(request: Request, catalogue: Catalogue) -> str:
    """The one asked for by ?lang=, or else preferred by the browser, or else the consultation's first."""
    asked = request.query_params.get("lang")
    if asked in catalogue.languages:
        return asked
    wanted = (each.split("-")[0].lower() for each in preferences(request.headers.get("accept-language", "")))
    return next((each for each in wanted if each in catalogue.languages), catalogue.default_language)


def preferences(header: str) -> list[str]:
    """The tags of an Accept-Language header, the most wanted first (RFC 9110, 12.5.4)."""
    weighed = []
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        if tag.strip() and (quality := _quality(weight)) > 0:
            weighed.append((quality, tag.strip()))
    return [tag for _, tag in sorted(weighed, key=lambda each: -each[0])]


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
