"""What other websites load: the script's stable address, the widget's files, its settings."""

import gzip
import re
from pathlib import Path

import httpx
import pytest

from bot.app import Service
from bot.catalogue import Catalogue
from bot.channels.web import assets
from bot.channels.web.assets import FOR_EVERYONE, Assets, as_sent
from tests.stack import ROOT
from tests.web.conftest import HOST, STRANGER, Visit

DOCUMENTED = (ROOT / "docs" / "embed.md").read_text()
FOLDER = Path(assets.__file__).with_name("widget")
WIDGET = {each.name: each.read_bytes() for each in FOLDER.iterdir() if each.suffix in (".js", ".css")}


def is_for_everyone(answer: httpx.Response) -> bool:
    return all(answer.headers.get(name) == value for name, value in FOR_EVERYONE.items())


async def test_the_stable_address_leads_to_the_present_version_from_any_website(client: httpx.AsyncClient) -> None:
    for origin in (HOST, STRANGER):
        script = await client.get("/widget.js", headers={"Origin": origin})
        assert script.headers["content-type"].startswith("text/javascript")
        assert script.headers["cache-control"] == "no-cache"
        assert is_for_everyone(script)
        addresses = re.findall(r'^import "(\./widget/\w+/([\w.]+))";$', script.text, re.MULTILINE)
        assert {name for _, name in addresses} == {name for name in WIDGET if name.endswith(".js")}
        for address, name in addresses:
            module = await client.get(str(script.url.join(address)), headers={"Origin": origin})
            assert module.content == as_sent(FOLDER / name)


@pytest.mark.parametrize("name", WIDGET)
async def test_every_file_of_the_widget_is_kept_for_good_and_for_everyone(visit: Visit, name: str) -> None:
    async with visit() as http:
        answer = await http.get(Assets("widget").address(name))
        older = await http.get(f"/widget/000000000000/{name}")
    assert answer.content == older.content == as_sent(FOLDER / name)
    assert "immutable" in answer.headers["cache-control"]
    assert older.headers["cache-control"] == "no-cache"
    assert is_for_everyone(answer)


def test_the_whole_widget_as_sent_weighs_at_most_25_kilobytes() -> None:
    assert sum(len(asset.gzipped) for asset in Assets("widget").files.values()) <= 25_000


@pytest.mark.parametrize("suffix", [".js", ".css"])
def test_what_is_sent_leaves_out_what_is_there_for_readers(suffix: str) -> None:
    for file in FOLDER.glob(f"*{suffix}"):
        sent = as_sent(file).decode()
        assert len(sent) < len(file.read_text())
        assert "@param" not in sent
        assert "\n  " not in sent


def test_every_property_a_website_may_set_is_documented_with_its_default() -> None:
    styles = "".join(each.decode() for name, each in WIDGET.items() if name.endswith(".css"))
    set_in_styles = dict(
        reversed(re.findall(r"var\((--consultation-[a-z-]+),\s*([^()]+)\)", styles))
    )  # the first of each
    documented = dict(re.findall(r"^\| `(--consultation-[a-z-]+)` \| `([^`]+)` \|", DOCUMENTED, re.MULTILINE))
    defaults = {name: re.sub(r",\s*", ", ", value) for name, value in set_in_styles.items()}
    assert defaults == documented


@pytest.mark.parametrize("name", WIDGET)
def test_no_file_of_the_widget_names_an_address_elsewhere(name: str) -> None:
    text = WIDGET[name].decode().replace("http://www.w3.org/2000/svg", "")  # a name, never loaded
    assert not re.search(r"""(?:https?|wss?)://|["'`(]//""", text)


async def test_the_page_s_own_style_is_for_its_own_pages(visit: Visit) -> None:
    async with visit() as http:
        style = await http.get(Assets("static").address("page.css"))
    assert style.status_code == 200
    assert not FOR_EVERYONE.keys() & {name.title() for name in style.headers}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "gzip"), ("br;q=1, gzip;q=0.5", "gzip"), ("identity", None), ("gzip;q=0", None), ("", None)],
)
async def test_files_are_compressed_for_who_accepts_it(visit: Visit, accepted: str, encoding: str | None) -> None:
    async with visit() as http:
        for address in (Assets("widget").address("widget.js"), Assets("static").address("page.css"), "/widget.js"):
            async with http.stream("GET", address, headers={"Accept-Encoding": accepted}) as answer:
                sent = b"".join([part async for part in answer.aiter_raw()])
            plain = await http.get(address, headers={"Accept-Encoding": "identity"})
            assert answer.headers.get("content-encoding") == encoding
            assert "Accept-Encoding" in answer.headers["vary"]
            assert int(answer.headers["content-length"]) == len(sent)
            assert (gzip.decompress(sent) if encoding else sent) == plain.content


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_what_a_browser_has_is_not_sent_again(visit: Visit, encoding: str) -> None:
    accepts = {"Accept-Encoding": encoding}
    async with visit() as http:
        for address in ("/widget.js", "/widget/000000000000/widget.js", "/static/000000000000/page.css"):
            tag = (await http.get(address, headers=accepts)).headers["etag"]
            same = await http.get(address, headers=accepts | {"If-None-Match": f'"older", {tag}'})
            other = await http.get(address, headers=accepts | {"If-None-Match": '"older"'})
            assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
            assert "content-encoding" not in same.headers
            assert other.status_code == 200
            assert other.content


async def test_another_widget_is_another_address_and_another_tag(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "HERE", tmp_path)
    file = tmp_path / "widget" / "widget.js"
    file.parent.mkdir()
    file.write_text("one()")
    before = Assets("widget")
    file.write_text("two()")
    after = Assets("widget")
    assert before.address(file.name) != after.address(file.name)
    assert before.files[file.name].tag != after.files[file.name].tag


@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_the_widget_is_told_all_it_shows(client: httpx.AsyncClient, catalogue: Catalogue, lang: str) -> None:
    told = (await client.get(f"/api/v1/widget?lang={lang}")).json()
    say = catalogue.phrasebooks[lang].say
    assert told["lang"] == lang
    assert told["languages"] == [{"code": "fr", "name": "Français"}, {"code": "en", "name": "English"}]
    assert told["limit"] == 10_000
    for page in ("privacy", "accessibility", "form"):
        assert told[page] == f"/{page}?lang={lang}"
    assert told["strings"]["send"] == say("chat.send")
    keys = {key.removeprefix("chat.") for key in catalogue.phrasebooks[lang].phrases if key.startswith("chat.")}
    assert told["strings"].keys() == keys


async def test_the_widget_is_told_whether_the_robot_is_awake(service: Service, client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/widget")).json()["awake"] is False
    service.engine.awake = True
    assert (await client.get("/api/v1/widget")).json()["awake"] is True


async def test_the_widget_is_told_nothing_that_it_does_not_read(client: httpx.AsyncClient) -> None:
    code = "".join(each.decode() for name, each in WIDGET.items() if name.endswith(".js"))
    read = set(re.findall(r"(?<!/)\bsettings\.(\w+)", code))
    assert (await client.get("/api/v1/widget")).json().keys() == read


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (None, True),
        ("https://consultation.example", True),
        ("http://inside:8000", True),
        (HOST, True),
        (STRANGER, False),
        ("http://www.museum.example", False),
        (f"{HOST}:8443", False),
        ("null", False),
    ],
)
async def test_any_page_learns_whether_it_may_embed(
    client: httpx.AsyncClient, origin: str | None, allowed: bool
) -> None:
    answer = await client.get("/api/v1/widget", headers={"Origin": origin} if origin else {})
    assert answer.json()["allowed"] is allowed
    assert is_for_everyone(answer)
    assert {"Accept-Language", "Origin"} <= set(answer.headers["vary"].split(", "))


async def test_the_widget_s_settings_are_part_of_the_published_schema(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/api/v1/openapi.json")).json()["paths"]
    (asked,) = paths["/api/v1/widget"]["get"]["parameters"]
    assert (asked["name"], asked["required"]) == ("lang", False)
    assert not {"/widget.js", "/embed"} & paths.keys()


def framed_by(page: httpx.Response) -> str:
    (who,) = re.findall("frame-ancestors ([^;]*)", page.headers["content-security-policy"])
    return who


async def test_the_page_for_frames_may_be_framed_by_allowed_websites_and_no_other_page_may(
    client: httpx.AsyncClient,
) -> None:
    assert framed_by(await client.get("/embed")) == f"'self' {HOST}"
    for address in ("/", "/privacy", "/widget.js", "/api/v1/widget", "/embed/nowhere"):
        assert framed_by(await client.get(address)) == "'none'"


async def test_without_allowed_websites_only_the_service_frames_its_page(visit: Visit) -> None:
    async with visit() as http:
        assert framed_by(await http.get("/embed")) == "'self'"


async def test_the_page_for_frames_is_as_closed_as_the_others(client: httpx.AsyncClient) -> None:
    page, home = await client.get("/embed"), await client.get("/")
    policies = [each.headers["content-security-policy"].split("; ") for each in (page, home)]
    assert policies[0][:-1] == policies[1][:-1]
    assert "x-frame-options" not in page.headers
    assert page.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("query", "element"),
    [
        ("lang=fr", '<consultation-chat lang="fr">'),
        ("lang=en&theme=ecology", '<consultation-chat lang="en" theme="ecology">'),
        ("lang=en&theme=nothing", '<consultation-chat lang="en">'),
        ("lang=xx", '<consultation-chat lang="fr">'),
        ('lang=fr&theme="><script>', '<consultation-chat lang="fr">'),
    ],
)
async def test_the_page_for_frames_holds_the_chat_in_the_language_and_at_the_theme_asked_for(
    client: httpx.AsyncClient, query: str, element: str
) -> None:
    page = (await client.get(f"/embed?{query}")).text
    assert re.findall("<consultation-chat[^>]*>", page) == [element]
    assert "<header" not in page
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert (await client.get(address)).status_code == 200
