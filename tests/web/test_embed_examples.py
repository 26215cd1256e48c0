"""The examples of docs/embed.md in a browser: another website, under the policy that it is told to have."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.ports import free_ports
from tests.stack import ROOT, Stack, running

KEPT = "indexedDB.databases().then((all) => all.length + localStorage.length + document.cookie.length)"
EXAMPLES = ROOT / "examples" / "embed"


class Places(NamedTuple):
    """The service, a website that may embed it, one that may not, and a page that is isolated from other origins."""

    stack: Stack
    host: str
    stranger: str
    isolated: str

    @property
    def service(self) -> str:
        return self.stack.url


@contextmanager
def website(service: str, port: int) -> Iterator[str]:
    """The examples at an origin of their own, around a service."""
    serving = subprocess.Popen(
        [sys.executable, EXAMPLES / "serve.py", service, str(port)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert serving.stdout is not None
    with serving, serving.stdout as said:
        try:
            assert said.readline()
            yield f"http://localhost:{port}"
        finally:
            serving.terminate()


@contextmanager
def isolated_page(service: str, port: int) -> Iterator[str]:
    """A page with a frame, whose headers let in only what agrees to it."""

    class Isolated(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
            self.end_headers()
            self.wfile.write(f'<iframe src="{service}/embed"></iframe>'.encode())

    with HTTPServer(("127.0.0.1", port), Isolated) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://localhost:{port}"
        serving.shutdown()


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Places"]:
    """All of them at work."""
    host, isolated, stranger = free_ports(3)
    settings = {"CONSULTATION_ALLOWED_ORIGINS": f"http://localhost:{host},http://localhost:{isolated}"}
    stack = Stack(tmp_path_factory.mktemp("embedded"), settings=settings)
    with ExitStack() as open_:
        open_.enter_context(running(stack))
        pages = [open_.enter_context(website(stack.url, port)) for port in (host, stranger)]
        yield Places(stack, *pages, open_.enter_context(isolated_page(stack.url, isolated)))


@pytest.mark.parametrize("name", ["index.html", "element.html", "strict.html"])
def test_the_element_runs_in_another_website_and_nothing_comes_from_a_third(
    desktop: Page, places: Places, name: str
) -> None:
    asked: list[str] = []
    desktop.on("request", lambda request: asked.append(request.url))
    desktop.goto(f"{places.host}/{name}")
    expect(desktop.locator("consultation-chat[data-ready]")).to_be_attached()
    desktop.wait_for_load_state("networkidle")
    assert any(f"{places.service}/api/v1/widget" in each for each in asked)
    assert {_origin(each) for each in asked} == {places.service, places.host}


def test_a_button_of_the_page_opens_the_chat_at_a_theme_and_nothing_is_kept_before(
    desktop: Page, places: Places
) -> None:
    desktop.goto(f"{places.host}/strict.html")
    desktop.wait_for_load_state("networkidle")
    assert desktop.evaluate(KEPT) == 0
    desktop.get_by_role("button", name="Répondre sur l’impact écologique").click()
    chat = desktop.locator("consultation-chat")
    expect(chat.get_by_role("dialog")).to_be_visible()
    expect(chat.locator("[data-kind=question]")).to_be_visible()
    assert desktop.evaluate(KEPT) > 0


@pytest.mark.parametrize("name", ["strict.html", "frame.html"])
def test_a_whole_theme_is_answered_in_another_website_under_the_strictest_policy(
    desktop: Page, places: Places, name: str
) -> None:
    desktop.goto(f"{places.host}/{name}")
    if name == "strict.html":
        desktop.get_by_role("button", name="Répondre sur l’impact écologique").click()
        chat: Page | FrameLocator = desktop
    else:
        chat = desktop.frame_locator("iframe")
        chat.locator(".welcome .button").first.click()
    texts = [f"Réponse nº {number} du musée, depuis la page « {name} »." for number in range(1, 7)]
    for number, text in enumerate(texts, start=1):
        asked = chat.locator(":is([data-kind=question], [data-kind=probe]) .step").last
        expect(asked).to_contain_text(f"{number} sur")
        chat.locator("consultation-chat textarea").fill(text)
        chat.locator("consultation-chat .write button").click()
    expect(chat.locator("[data-choice=no]")).to_be_visible()
    stored = places.stack.rows("SELECT text FROM messages WHERE sender = 'citizen' AND text LIKE ?", f"%« {name} »%")
    assert [text for (text,) in stored] == texts


def test_a_website_that_is_not_allowed_shows_no_chat_and_begins_nothing(browser: Browser, places: Places) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    with page.expect_console_message(lambda entry: entry.type == "warning"):
        page.goto(f"{places.stranger}/element.html")
    page.locator("consultation-chat").evaluate("each => each.open('ecology')")
    assert page.locator("consultation-chat").evaluate("each => each.shadowRoot") is None
    assert [each for each in asked if each.startswith("/api/")] == ["/api/v1/widget"]
    page.close()


def test_the_chat_fills_a_frame_of_another_website(desktop: Page, places: Places) -> None:
    desktop.goto(f"{places.host}/frame.html")
    chat = desktop.frame_locator("iframe").locator("consultation-chat[lang=fr][theme=ecology][data-ready]")
    expect(chat).to_be_in_viewport()
    frame, inside = desktop.locator("iframe").bounding_box(), chat.bounding_box()
    assert frame is not None
    assert inside is not None
    assert inside["height"] == pytest.approx(frame["height"] - 2, abs=1)


def test_a_page_isolated_from_other_origins_may_frame_it_too(desktop: Page, places: Places) -> None:
    desktop.goto(places.isolated)
    assert desktop.evaluate("crossOriginIsolated")
    expect(desktop.frame_locator("iframe").locator("consultation-chat[data-ready]")).to_be_attached()


def test_a_website_that_is_not_allowed_shows_an_empty_frame(browser: Browser, places: Places) -> None:
    page = browser.new_page()
    with page.expect_console_message(lambda entry: "frame-ancestors" in entry.text):
        page.goto(f"{places.stranger}/frame.html")
    assert not any(frame.url.startswith(places.service) for frame in page.frames[1:])
    page.close()


def test_the_policy_documented_is_the_one_the_examples_have() -> None:
    documented = _policy((ROOT / "docs" / "embed.md").read_text())
    assert "default-src 'self'" in documented
    assert "unsafe" not in documented
    meta = re.search('Content-Security-Policy" content="([^"]+)"', (EXAMPLES / "strict.html").read_text())
    assert meta is not None
    assert meta[1].replace("http://127.0.0.1:8000", "https://consultation.example.org") == documented


def test_the_examples_send_that_policy(desktop: Page, places: Places) -> None:
    sent = desktop.goto(places.host)
    assert sent is not None
    documented = _policy((ROOT / "docs" / "embed.md").read_text())
    assert (
        sent.headers["content-security-policy"].replace(places.service, "https://consultation.example.org")
        == documented
    )


def test_every_page_of_the_examples_has_an_icon_that_its_policy_lets_in(desktop: Page, places: Places) -> None:
    for name in sorted(each.name for each in EXAMPLES.glob("*.html")):
        desktop.goto(f"{places.host}/{name}")
        icon = desktop.locator("link[rel=icon]").evaluate("link => link.href")
        assert _origin(icon) == places.host
        assert desktop.request.get(icon).headers["content-type"] == "image/svg+xml"


def test_a_port_that_is_taken_is_said_in_one_sentence_and_another_can_be_chosen() -> None:
    (free,) = free_ports(1)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = listener.getsockname()[1]
        refused = [_asks("--check", taken), _asks("http://127.0.0.1:8000", taken)]
    for each in refused:
        assert each.returncode == 1
        assert f"Port {taken} is taken" in each.stderr
        assert each.stderr.count("\n") == 1
    assert _asks("--check", free).returncode == 0


def test_make_gives_the_chosen_port_to_the_website_and_to_the_service() -> None:
    for said, port in ([], 8100), (["PORT=8200"], 8200):
        does = subprocess.check_output(["make", "-n", "embed-demo", *said], cwd=ROOT, text=True)
        assert f"serve.py --check {port}" in does
        assert re.search(rf'serve.py "http://[^"]+" {port} &', does)
        assert f"CONSULTATION_ALLOWED_ORIGINS=http://localhost:{port} " in does


def _asks(service: str, port: int) -> subprocess.CompletedProcess[str]:
    """The examples' website, as `make embed-demo` starts it."""
    command = [sys.executable, EXAMPLES / "serve.py", service, str(port)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def _policy(text: str) -> str:
    """The policy in a page of the documentation, on one line."""
    found = re.search(r"Content-Security-Policy: ((?:.+\n)+)", text)
    assert found is not None
    return " ".join(found[1].split())


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
