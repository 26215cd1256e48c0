"""The model is trained again when, and only when, what it learns from has changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.processes.training import TrainingFailed, fingerprint, train
from bot.settings import Settings


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the model is made from."""
    for folder in ("nlu", "dialogue", "content"):
        shutil.copytree(folder, tmp_path / folder)
    for file in ("domain.yml", "config.yml"):
        shutil.copy(file, tmp_path)
    shutil.copytree("engine", tmp_path / "engine", ignore=shutil.ignore_patterns(".venv", "__pycache__"))
    return tmp_path


def of(project: Path) -> str:
    return fingerprint(project, content=project / "content")


def add_line(path: Path) -> None:
    path.write_text(path.read_text() + "\n# changed\n")


def edit(path: Path, change: Callable[[dict], object]) -> None:
    content = yaml.safe_load(path.read_text())
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True))


@pytest.mark.parametrize(
    "source", ["nlu/fr/greet.yml", "dialogue/rules.yml", "domain.yml", "config.yml", "engine/channel.py"]
)
def test_a_changed_source_asks_for_training(project: Path, source: str) -> None:
    before = of(project)
    add_line(project / source)
    assert of(project) != before


def test_a_new_file_of_examples_asks_for_training(project: Path) -> None:
    before = of(project)
    shutil.copytree(project / "nlu/en", project / "nlu/de")
    assert of(project) != before


def test_a_new_word_for_a_theme_asks_for_training(project: Path) -> None:
    before = of(project)
    edit(project / "content/themes/ecology.yml", lambda theme: theme["words"]["fr"].append("la terre"))
    assert of(project) != before


def test_a_new_question_text_or_sentence_does_not(project: Path) -> None:
    before = of(project)
    edit(project / "content/themes/ecology.yml", lambda theme: theme["questions"].pop())
    add_line(project / "content/locales/fr.yml")
    assert of(project) == before


def test_a_model_of_the_same_sources_is_kept(settings: Settings, tmp_path: Path) -> None:
    ready = settings.model_copy(update={"models": tmp_path})
    (tmp_path / "consultation.tar.gz").write_text("a model")
    (tmp_path / "fingerprint").write_text(fingerprint(Path(), content=settings.content))
    assert train(ready) is False


def test_a_training_that_fails_says_so_and_is_done_again(
    settings: Settings, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "engine/.venv").symlink_to(Path("engine/.venv").resolve())
    (project / "domain.yml").write_text("intents: [")
    broken = settings.model_copy(update={"models": project / "models", "content": project / "content"})
    monkeypatch.chdir(project)
    with pytest.raises(TrainingFailed, match=r"training\.log"):
        train(broken)
    assert not (project / "models/fingerprint").exists()
