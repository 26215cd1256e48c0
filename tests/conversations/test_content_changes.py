"""The content changes between two starts: what was said stays readable, and conversations find a way on."""

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import httpx
import yaml

from tests.citizen import Citizen
from tests.stack import ROOT, Stack, running


def without_theme(content: Path, theme: str) -> None:
    path = content / "consultation.yml"
    data = yaml.safe_load(path.read_text())
    data["themes"].remove(theme)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    (content / "themes" / f"{theme}.yml").unlink()
    webinars = content / "webinars.yml"
    kept = [each for each in yaml.safe_load(webinars.read_text()) if theme not in each["themes"]]
    webinars.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False))


async def test_a_theme_that_leaves_takes_nobodys_words_with_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    stack = Stack(tmp_path, settings={"CONSULTATION_CONTENT": str(content)})
    alone = ("--only", "service")
    async with httpx.AsyncClient(base_url=stack.url, timeout=30) as http:
        with running(stack, *alone, path="/healthz"):
            citizen = await Citizen.arrives(http, lang="fr", theme="ecology")
            body = {"id": str(uuid4()), "text": "Je regarde surtout des films en ligne."}
            assert (await citizen.posts(body)).status_code == 202

        without_theme(content, "ecology")
        # The model is the other content's: it understands the same, and the engine need not be trained again.
        engine = replace(stack, command=("-m", "bot.cli", "serve", "--only", "engine"))
        engine.start()
        try:
            with running(replace(stack), *alone):
                while (rows := await citizen.messages())[-1]["kind"] != "menu":
                    await asyncio.sleep(0.1)
                assert [each["text"] for each in rows if each["from"] == "citizen"] == [body["text"]]
                await citizen.chooses("themes")
                assert citizen.kinds == ["menu"]
                kept = [each["text"] for each in (await citizen.answers()).values()]
                assert kept == [body["text"]]
                copy = await http.get(f"{citizen.path}/export?format=html", headers=citizen.headers)
                assert body["text"] in copy.text
        finally:
            engine.stop()
