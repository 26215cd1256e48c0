"""Citizens' text is never a command, never logged, and comes back exactly as it was sent."""

import pytest

from tests.citizen import Citizen
from tests.stack import Stack

COMMANDS = [
    "/restart",
    " /restart",
    "／restart",
    "\u200b/restart",
    '/choose_theme{"theme": "ecology"}',
    "/session_start",
    "/out_of_scope",
    "//",
]


@pytest.mark.parametrize("text", COMMANDS)
async def test_a_slash_is_a_character(citizen: Citizen, text: str) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("Des visites virtuelles de musées, surtout en hiver.")
    await citizen.says(text)
    if citizen.kinds[-1] == "confirm":
        await citizen.chooses("yes")
    assert citizen.prompt["kind"] == "probe", "it is an answer, and a thin one"
    await citizen.chooses("skip")
    citizen.is_asked("ecology.decision")
    answers = await citizen.answers()
    assert answers["ecology.knowledge"]["text"] == text
    assert answers["ecology.uses"]["state"] == "given"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> et <b>gras</b>",
        "{lang} {0} %s ${HOME} {{7*7}}",
        "Robert'); DROP TABLE answers;--",
        "e\u0301 n’est pas é, ﬁ non plus ; \u202egauche\u202c",
        "🙂🙃🇫🇷👩‍👩‍👧",
        "\r\nlignes\r\nde Windows\r\n",
    ],
)
async def test_a_text_comes_back_as_it_was_sent(citizen: Citizen, text: str) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says(text)
    if citizen.kinds[-1] == "confirm":
        await citizen.chooses("yes")
    assert (await citizen.answers())["ecology.uses"]["text"] == text
    await citizen.chooses("recap")
    assert text in citizen.heard[0]["text"]


async def test_a_copy_shows_a_script_as_text(citizen: Citizen) -> None:
    await citizen.chooses("theme:ecology")
    await citizen.says("<script>alert(1)</script> dans les musées, et ailleurs aussi.")
    response = await citizen.http.get(f"{citizen.path}/export?format=html", headers=citizen.headers)
    assert "<script>" not in response.text
    assert "&lt;script&gt;" in response.text


async def test_no_log_holds_a_citizens_words_or_keys(citizen: Citizen, stack: Stack) -> None:
    marker = "anacoluthe-90210"
    await citizen.chooses("theme:ecology")
    for text in (f"Les {marker} en ligne", f"pourquoi {marker} ?", f"/restart {marker}", marker):
        await citizen.says(text)
    await citizen.posts({"id": "no", "text": marker})
    receipt = (await citizen.http.post(f"{citizen.path}/receipt", headers=citizen.headers)).json()["receipt"]
    written = "".join(path.read_text(errors="replace") for path in stack.folder.rglob("*.log*") if path.is_file())
    assert "consultation is at" in written
    for secret in (marker, citizen.token, receipt):
        assert secret not in written
