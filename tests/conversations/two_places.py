"""One person in two places: a contribution begun elsewhere, and the code that opens it."""

import httpx

from tests.citizen import Citizen

USES = "Je regarde des concerts filmés avec mes enfants le samedi soir."


async def begun_elsewhere(http: httpx.AsyncClient) -> Citizen:
    """One answer, and the second question open."""
    begun = await Citizen.arrives(http, lang="fr", theme="ecology")
    await begun.says(USES)
    begun.is_asked("ecology.knowledge")
    return begun


async def code_of(citizen: Citizen) -> str:
    """A receipt code, as it is shown once."""
    response = await citizen.http.post(f"{citizen.path}/receipt", headers=citizen.headers)
    return str(response.json()["receipt"])


def told(citizen: Citizen) -> str:
    """What was said before the open prompt."""
    return next(str(each["text"]) for each in citizen.heard if each["kind"] == "info")
